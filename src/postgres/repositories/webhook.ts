import type { WebhookRepository } from "../../desk/ports.ts";
import * as statements from "../statements/webhook.ts";
import { findRow, runStatement } from "../transaction.ts";

export const webhookRepository: WebhookRepository = {
  async findRegistration(tx) {
    const row = await findRow(tx, statements.findRegistration, {});
    return row === null ? null : { url: row.url, secretHash: row.secret_hash };
  },

  async recordRegistration(tx, { url, secretHash }) {
    await runStatement(tx, statements.recordRegistration, { url, secretHash });
  },
};
