import type { UpdateRepository } from "../../desk/ports.ts";
import { markProcessed, pruneProcessed } from "../statements/updates.ts";
import { findRow, getRow, noteUpdate } from "../transaction.ts";

export const updateRepository: UpdateRepository = {
  async markProcessed(tx, id) {
    const fresh = (await findRow(tx, markProcessed, { id })) !== null;
    noteUpdate(tx, fresh ? "fresh" : "known");
    return fresh;
  },
  async pruneProcessed(tx, hours) {
    return (await getRow(tx, pruneProcessed, { hours })).gone;
  },
};
