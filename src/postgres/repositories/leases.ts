import type { LeaseRepository } from "../../desk/ports.ts";
import * as statements from "../statements/leases.ts";
import { findRow, runStatement } from "../transaction.ts";

export const leaseRepository: LeaseRepository = {
  async take(tx, name, holder, seconds) {
    return (await findRow(tx, statements.takeLease, { name, holder, seconds })) !== null;
  },

  async release(tx, name, holder) {
    await runStatement(tx, statements.releaseLease, { name, holder });
  },
};
