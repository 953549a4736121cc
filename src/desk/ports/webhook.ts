import type { Transaction } from "./database.ts";

/** The webhook as a replica of ours set it last. */
export interface WebhookRegistration {
  readonly url: string;
  /** SHA-256 of the secret, in hexadecimal digits. */
  readonly secretHash: string;
}

/** Telegram tells which webhook is set, but not with which secret: so that is noted here. */
export interface WebhookRepository {
  findRegistration(tx: Transaction): Promise<WebhookRegistration | null>;
  recordRegistration(tx: Transaction, registration: WebhookRegistration): Promise<void>;
}
