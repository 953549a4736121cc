import type { UpdateRepository } from "../../desk/ports.ts";
import { markProcessed, pruneProcessed } from "../statements/updates.ts";
import { findRow, getRow } from "../transaction.ts";

export const updateRepository: UpdateRepository = {
  async markProcessed(tx, id) {
    return (await findRow(tx, markProcessed, { id })) !== null;
  },
  async pruneProcessed(tx, hours) {
    return (await getRow(tx, pruneProcessed, { hours })).gone;
  },
};
