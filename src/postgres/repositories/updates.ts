import type { UpdateRepository } from "../../desk/ports.ts";
import * as statements from "../statements/updates.ts";
import { findRow, getRow, noteUpdate, runStatement } from "../transaction.ts";

export const updateRepository: UpdateRepository = {
  async markProcessed(tx, id) {
    const fresh = (await findRow(tx, statements.markProcessed, { id })) !== null;
    noteUpdate(tx, fresh ? "fresh" : "known");
    return fresh;
  },
  async wasRefused(tx, id) {
    return (await findRow(tx, statements.findRefused, { id })) !== null;
  },
  async noteRefusal(tx, id) {
    await runStatement(tx, statements.noteRefusal, { id });
  },
  async pruneProcessed(tx, hours) {
    return (await getRow(tx, statements.pruneProcessed, { hours })).gone;
  },
};
