import type { ActiveSpan, Telemetry } from "../desk/ports.ts";
import { createActiveUsers } from "./active_users.ts";
import { runAsAttempt } from "./attempt.ts";
import type { BotContext } from "./bot_context.ts";
import { describeUpdate, type UpdateDescription } from "./describe_update.ts";
import { findExpected } from "./expected_errors.ts";

export interface UpdateWatchOptions {
  readonly telemetry: Telemetry;
  /** The program's commands, without the slash. */
  readonly commands: ReadonlySet<string>;
  /** Whether a failure is an outage of the database: the store has told of it already. */
  readonly isOutage: (error: unknown) => boolean;
  /** Milliseconds, ever growing. */
  readonly now?: () => number;
}

export interface UpdateWatch {
  /**
   * Applies an update as a piece of work of its own. Fulfils or rejects as `work` does, while the
   * piece lasts until the answers are through that were begun.
   */
  apply(ctx: BotContext, work: () => Promise<boolean>): Promise<boolean>;
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
  const { telemetry, commands, isOutage, now = () => performance.now() } = options;
  const active = createActiveUsers(now);
  const pending = new Set<Promise<void>>();
  const failures = new Map<number, number>();

  function introduce(ctx: BotContext, description: UpdateDescription): void {
    const { user, type, chatType, flow, category, tags } = description;
    if (user !== null) telemetry.setUser(user);
    telemetry.setContext("telegram_update", {
      update_id: ctx.update.update_id,
      type,
      chat_type: chatType,
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
    { update: { update_id }, notes }: BotContext,
    { user, flow, type }: UpdateDescription,
    span: ActiveSpan,
    startedAt: number,
  ): void {
    failures.delete(update_id);
    const edited = type === "edited_message";
    const { became } = notes;
    if (became !== null) span.rename(`${edited ? "edit" : "message"} ${became}`);
    const used = flow ?? (edited && became !== null ? `edit ${became}` : became);
    if (used !== null) telemetry.count("flow.used", 1, { flow: used });
    if (used !== null && user !== null) active.note(user.id);
    if (notes.opened) {
      telemetry.distribution("incident.creation.duration", now() - startedAt);
    }
  }

  async function run(
    ctx: BotContext,
    description: UpdateDescription,
    span: ActiveSpan,
    work: () => Promise<boolean>,
  ): Promise<boolean> {
    const startedAt = now();
    const attempt = (failures.get(ctx.update.update_id) ?? 0) + 1;
    let outcome = "failed";
    introduce(ctx, description);
    try {
      const applied = await runAsAttempt(attempt, work);
      outcome = "ok";
      succeed(ctx, description, span, startedAt);
      return applied;
    } catch (error) {
      capture(ctx.update.update_id, error);
      throw error;
    } finally {
      const { name, type } = description;
      telemetry.distribution("update.duration", now() - startedAt, { name, type, outcome });
    }
  }

  return {
    apply(ctx, work) {
      const description = describeUpdate(ctx, commands);
      const { name, tags } = description;
      const applied = Promise.withResolvers<boolean>();
      const piece = telemetry.isolated({ name, op: "telegram.update", tags }, async (span) => {
        try {
          applied.resolve(await run(ctx, description, span, work));
        } catch (error) {
          applied.reject(error);
          throw error;
        } finally {
          await Promise.all(ctx.notes.begun);
        }
      }).catch(() => {/* whoever awaits `applied` is told */});
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
