/** A bot on the sandbox's Telegram and a database of its own, with nobody to deliver. */
import { noLimits } from "../no_limits.ts";
import type { DeliveryContent } from "../../src/desk/delivery_content.ts";
import type { Desk } from "../../src/desk/desk.ts";
import {
  type ClaimedDelivery,
  noTelemetry,
  type Store,
  type Telemetry,
} from "../../src/desk/ports.ts";
import { observeStore } from "../../src/observability/observe_store.ts";
import { isOutage } from "../../src/postgres/is_outage.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { explainFailure } from "../../src/postgres/statement_error.ts";
import { createChatDirectory } from "../../src/telegram/chat_directory.ts";
import { type Bot, createBot } from "../../src/telegram/create_bot.ts";
import { createWords, type Words } from "../../src/telegram/render/create_words.ts";
import { type Acme, acmeTest } from "../tools/sandbox/acme.ts";
import { createRecordedLog, type RecordedLog } from "./recorded_log.ts";
import { usualSettings } from "../desk/create_desk.ts";
import {
  createRecordedTelemetry,
  type RecordedTelemetry,
} from "../observability/recorded_telemetry.ts";
import { createDatabase } from "../smoke/create_database.ts";

export interface Stage extends Acme {
  readonly handler: Bot;
  readonly words: Words;
  readonly log: RecordedLog;
  /** How many transactions were begun and how often the delivery worker was woken so far. */
  readonly counts: { transactions: number; wakes: number };
  /** The next transaction commits, and fails as if the answer to that were lost. */
  loseCommit(): void;
  /** Hands every update that waits to the bot. */
  take(): Promise<void>;
  /** What is to be delivered, each told once. */
  listDeliveries(): Promise<readonly DeliveryContent[]>;
}

export function botTest(name: string, run: (stage: Stage) => Promise<void>): void {
  acmeTest(name, (acme) => onStage(acme, noTelemetry, run));
}

/** The same with somebody who watches. */
export function watchedBotTest(
  name: string,
  run: (stage: Stage, telemetry: RecordedTelemetry) => Promise<void>,
): void {
  acmeTest(name, async (acme) => {
    const telemetry = createRecordedTelemetry();
    await onStage(acme, telemetry, (stage) => run(stage, telemetry));
  });
}

async function onStage(
  acme: Acme,
  telemetry: Telemetry,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const { settings, drop } = await createDatabase();
  const dataDir = settings["DATA_DIR"];
  const opened = await openStore(
    dataDir === undefined
      ? { kind: "server", url: settings["DATABASE_URL"] ?? "", migrateUrl: null }
      : { kind: "embedded", dataDir },
    telemetry,
  );
  const store = telemetry === noTelemetry
    ? opened.store
    : observeStore(opened.store, { telemetry, explain: explainFailure });
  try {
    await run(await createStage(acme, store, telemetry));
  } finally {
    await opened.close();
    await drop();
  }
}

async function createStage(acme: Acme, store: Store, telemetry: Telemetry): Promise<Stage> {
  const counts = { transactions: 0, wakes: 0 };
  let losing = false;
  const log = createRecordedLog();
  const file = new URL("../../src/telegram/words/en.ftl", import.meta.url);
  const words = createWords({ en: await Deno.readTextFile(file) });
  const counting: Store = {
    ...store,
    database: {
      transaction(work) {
        counts.transactions++;
        const committed = store.database.transaction(work);
        if (!losing) return committed;
        losing = false;
        return committed.then(() => {
          throw Object.assign(new Error("the connection broke"), { code: "CONNECTION_CLOSED" });
        });
      },
    },
  };
  const botInfo = await acme.api.getMe();
  const desk: Desk = {
    store: counting,
    directory: createChatDirectory(acme.api, botInfo),
    settings: usualSettings,
    telemetry,
  };
  const handler = createBot({
    api: acme.api,
    desk,
    words,
    log,
    botInfo,
    wake: () => counts.wakes++,
    isOutage,
  });
  return {
    ...acme,
    handler,
    words,
    log,
    counts,
    loseCommit: () => void (losing = true),
    async take() {
      for (const update of await acme.drain()) await handler.handleUpdate(update);
    },
    async listDeliveries() {
      const contents: DeliveryContent[] = [];
      const lease = { limit: 100, leaseSeconds: 60, limits: noLimits };
      while (true) {
        const { deliveries } = await store.database.transaction((tx) =>
          store.deliveries.claimDue(tx, lease)
        );
        if (deliveries.length === 0) return contents;
        for (const delivery of deliveries) {
          contents.push(delivery.content);
          await complete(store, delivery);
        }
      }
    },
  };
}

async function complete(store: Store, { id, organisationId }: ClaimedDelivery): Promise<void> {
  await store.database.transaction(async (tx) => {
    if (organisationId !== null) await store.organisations.enterOrganisation(tx, organisationId);
    await store.deliveries.complete(tx, id);
  });
}
