/** What the Bot API server works with. */
import type { CallLog } from "./calls.ts";
import type { World } from "./create_world.ts";
import type { Faults } from "./faults.ts";
import type { Limits } from "./limits.ts";
import type { Pollers } from "./pollers.ts";
import type { UploadedFile } from "./read_call.ts";
import type { BotApiSpec } from "./spec.ts";
import type { Webhooks } from "./webhooks.ts";
import type { Bot } from "./world.ts";

export interface Parts {
  readonly world: World;
  readonly log: CallLog;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly pollers: Pollers;
  readonly webhooks: Webhooks;
  /** Aborted when the server stops: what a call still waits for is over then. */
  stopping(): AbortSignal;
  readonly spec: BotApiSpec | undefined;
}

/** What a method is called with, beside its parameters. */
export interface CallContext extends Parts {
  readonly bot: Bot;
  /** Uploaded files by the name of their form part. */
  readonly files: ReadonlyMap<string, UploadedFile>;
}
