import type { Update } from "grammy/types";
import type { ActiveSpan, Telemetry } from "../desk/ports.ts";
import { createActiveUsers } from "./active_users.ts";
import { runAsAttempt } from "./attempt.ts";
import { type DescribeOptions, describeUpdate, type UpdateDescription } from "./describe_update.ts";
import { findExpected } from "./expected_errors.ts";
import type { UpdateNotes } from "./update_notes.ts";

export interface UpdateWatchOptions extends DescribeOptions {
  readonly telemetry: Telemetry;
  /** Whether a failure is an outage of the database: the store has told of it already. */
  readonly isOutage: (error: unknown) => boolean;
  /** Milliseconds, ever growing. */
  readonly now?: () => number;
}

export type OnFailure = (error: unknown) => Promise<void>;

/** One attempt to apply an update. */
export interface WatchedUpdate {
  readonly update: Update;
  /** How long ago it was received. */
  readonly waitedMs: number;
  readonly notes: UpdateNotes;
  /** Says whether the update concerned anything. */
  readonly work: () => Promise<boolean>;
  /** Decides about a failure, which is over where this fulfils. */
  readonly onFailure: OnFailure;
}

export interface UpdateWatch {
  /**
   * Applies an update as a piece of work of its own. Fulfils or rejects as `work` and `onFailure` do,
   * while the piece lasts until the answers are through that were begun.
   */
  apply(watched: WatchedUpdate): Promise<boolean>;
  /** Tells how many people are there; once a minute is enough. */
  tellActivity(): void;
  /** Resolves when every piece is over. */
  settle(): Promise<void>;
}

/** An expected error that came so often is none any more. */
const mostTries = 3;
/** Of so many updates that failed it is remembered how often. */
const mostFailed = 1000;

/** Tells of each update: as a trace of its own, whose it is, how it ended, and what it was. */
export function watchUpdates(options: UpdateWatchOptions): UpdateWatch {
  const { telemetry, isOutage, now = () => performance.now() } = options;
  const active = createActiveUsers(now);
  const pending = new Set<Promise<void>>();
  const failures = new Map<number, number>();

  function introduce({ update_id }: Update, description: UpdateDescription): void {
    const { user, type, chat, flow, category, tags } = description;
    if (user !== null) telemetry.setUser(user);
    telemetry.setContext("telegram_update", {
      update_id,
      type,
      chat_type: chat?.type ?? null,
      ...(chat === null ? {} : { chat_id: chat.id }),
    });
    if (flow === null || category === null) return;
    const { incident_id } = tags;
    telemetry.addBreadcrumb({
      category,
      message: flow,
      data: incident_id === undefined ? {} : { incident_id },
    });
  }

  /** One event an update, however often it is tried; an expected error once it has not healed. */
  function capture(updateId: number, error: unknown): void {
    const times = (failures.get(updateId) ?? 0) + 1;
    failures.set(updateId, times);
    if (failures.size > mostFailed) {
      const [oldest] = failures.keys();
      if (oldest !== undefined) failures.delete(oldest);
    }
    if (isOutage(error)) return;
    if (findExpected(error) !== null) {
      telemetry.captureException(error, times === mostTries ? { outlivedRetries: true } : {});
    } else if (times === 1) telemetry.captureException(error);
  }

  function succeed(
    { update: { update_id }, notes: { became, opened } }: WatchedUpdate,
    { user, flow, type }: UpdateDescription,
    span: ActiveSpan,
    durationMs: number,
  ): void {
    failures.delete(update_id);
    const edited = type === "edited_message";
    if (became !== null) span.rename(`${edited ? "edit" : "message"} ${became}`);
    const used = flow ?? (edited && became !== null ? `edit ${became}` : became);
    if (used !== null) telemetry.count("flow.used", 1, { flow: used });
    if (used !== null && user !== null) active.note(user.id);
    if (opened) telemetry.distribution("incident.creation.duration", durationMs);
  }

  async function run(
    watched: WatchedUpdate,
    description: UpdateDescription,
    span: ActiveSpan,
  ): Promise<boolean> {
    const { update, waitedMs, work, onFailure } = watched;
    const { name, type } = description;
    const startedAt = now() - waitedMs;
    const measure = (outcome: "ok" | "failed") => {
      const durationMs = now() - startedAt;
      telemetry.distribution("update.duration", durationMs, { name, type, outcome });
      return durationMs;
    };
    const attempt = (failures.get(update.update_id) ?? 0) + 1;
    introduce(update, description);
    try {
      const applied = await runAsAttempt(attempt, work);
      succeed(watched, description, span, measure("ok"));
      return applied;
    } catch (error) {
      measure("failed");
      span.fail();
      capture(update.update_id, error);
      await onFailure(error);
      return false;
    }
  }

  return {
    apply(watched) {
      const { update, waitedMs, notes } = watched;
      const description = describeUpdate(update, options);
      const { name, tags } = description;
      const applied = Promise.withResolvers<boolean>();
      const piece = telemetry.isolated({
        name,
        op: "telegram.update",
        tags,
        attributes: { "messaging.message.receive.latency": waitedMs },
      }, async (span) => {
        await run(watched, description, span).then(applied.resolve, applied.reject);
        await Promise.all(notes.begun);
      });
      pending.add(piece);
      piece.finally(() => pending.delete(piece));
      return applied.promise;
    },
    tellActivity: () => telemetry.gauge("users.active", active.count()),
    async settle() {
      await Promise.all(pending);
    },
  };
}
