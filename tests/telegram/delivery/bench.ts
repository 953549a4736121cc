/** A worker between a table in memory and a made-up Telegram, on time that a test moves. */
import type { NewDelivery } from "../../../src/desk/ports.ts";
import { parseChatId, parseMessageId } from "../../../src/people/ids.ts";
import { createReportFiles } from "../../../src/report_files/create_report_files.ts";
import {
  createDeliveryWorker,
  type DeliveryWorker,
  type DeliveryWorkerOptions,
} from "../../../src/telegram/delivery/create_delivery_worker.ts";
import { words } from "../render/read_words.ts";
import { createFakeQueue, type FakeQueue } from "./fake_queue.ts";
import { createFakeTelegram, type FakeTelegram } from "./fake_telegram.ts";
import { createManualTimers, type ManualTimers } from "./manual_timers.ts";
import { createRecordedLog, type LogLine, type RecordedLog } from "../recorded_log.ts";

export interface Bench {
  readonly queue: FakeQueue;
  readonly telegram: FakeTelegram;
  readonly timers: ManualTimers;
  readonly log: RecordedLog;
  readonly worker: DeliveryWorker;
  /** Another replica of the program. `killed`: it does nothing more by itself once it was woken. */
  addReplica(fate?: "killed"): DeliveryWorker;
}

export function createBench(
  chatsAtOnce = 16,
  watched: Pick<DeliveryWorkerOptions, "telemetry" | "isOutage"> = {},
): Bench {
  const timers = createManualTimers();
  const queue = createFakeQueue(timers);
  const telegram = createFakeTelegram();
  const log = createRecordedLog();
  const { store } = queue;
  const { api } = telegram;
  const addReplica: Bench["addReplica"] = (fate) =>
    createDeliveryWorker({
      store,
      api,
      words,
      log,
      reportFiles: createReportFiles(),
      chatsAtOnce,
      timers: fate === "killed" ? { now: timers.now, set: () => () => {} } : timers,
      random: () => 0,
      ...watched,
    });
  return { queue, telegram, timers, log, worker: addReplica(), addReplica };
}

/** The simplest delivery: one call that needs nothing from the database. */
export function owed(chat: number, message: number, delaySeconds = 0): NewDelivery {
  return {
    place: { chatId: parseChatId(chat), threadId: null },
    content: { kind: "delete_message", messageId: parseMessageId(message) },
    delaySeconds,
  };
}

export function messages(log: RecordedLog, level: LogLine["level"]): readonly string[] {
  return log.lines.filter((line) => line.level === level).map((line) => line.message);
}

export function states({ queue }: Bench): string {
  return queue.rows.map((row) => row.state).join(" ");
}

export const trouble = { ok: false, error_code: 502, description: "Bad Gateway" } as const;
export const fine = { ok: true } as const;
