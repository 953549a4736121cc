import { type Api, Composer } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import type { Desk } from "../desk/desk.ts";
import { type Log, noTelemetry } from "../desk/ports.ts";
import { NotYetKnownError } from "../desk/not_yet_known.ts";
import { BotContext } from "./bot_context.ts";
import { createConnections } from "./features/connections.ts";
import { createAnonymous } from "./features/anonymous.ts";
import { createCard } from "./features/card.ts";
import { createComments } from "./features/comments.ts";
import { createEdits } from "./features/edits.ts";
import { createDepartments } from "./features/departments.ts";
import { createHelp } from "./features/help.ts";
import { createIncidents } from "./features/incidents.ts";
import { createMembers } from "./features/members.ts";
import { createMembership } from "./features/membership.ts";
import { createMigration } from "./features/migration.ts";
import { createPresence } from "./features/presence.ts";
import { createPrivate } from "./features/private.ts";
import { createReminders } from "./features/reminders.ts";
import { createPeople } from "./features/people.ts";
import { createReport } from "./features/report.ts";
import { createReports } from "./features/reports.ts";
import { createSettings } from "./features/settings.ts";
import { createSetup } from "./features/setup.ts";
import { createTalk } from "./features/talk.ts";
import { createPressAnswers, type PressAnswers } from "./press_answers.ts";
import { listCommands, listGroupCommands } from "./render/commands.ts";
import type { Words } from "./render/create_words.ts";
import { type PressAnswer, renderUnknownPress } from "./render/messages.ts";
import { createUnsure } from "./unsure_updates.ts";
import { UpdateNotes } from "./update_notes.ts";
import { type OnFailure, watchUpdates } from "./watch_updates.ts";

export interface BotOptions {
  readonly api: Api;
  readonly desk: Desk;
  readonly words: Words;
  readonly log: Log;
  /** What `getMe` says. */
  readonly botInfo: UserFromGetMe;
  /** Nudges the delivery worker; called after the commit of each update that was applied. */
  readonly wake: () => void;
  /** Whether a failure is an outage of the database, which is none of an update itself. */
  readonly isOutage?: (error: unknown) => boolean;
}

export interface Bot {
  /**
   * Applies an update: when this fulfils, what follows from it is committed, or it concerns nobody.
   * A press's answer has been begun by then. Rejects where it was not applied; it may be given
   * again, before or after a crash: an update is applied once.
   *
   * @param onFailure decides about a failure in the same piece of work: the update is over where it
   *   fulfils, and was not applied where it rejects, as without it
   * @param waitedMs how long ago it was received; 0 unless given
   */
  handleUpdate(update: Update, onFailure?: OnFailure, waitedMs?: number): Promise<void>;
  /** Begins the answer to the press that an update is; without one it does nothing. */
  answerPress(update: Update, render: (words: Words) => PressAnswer): void;
  /** Resolves when every answer to a press that was begun is through or lost. */
  settle(): Promise<void>;
  /** Tells how many people use this replica; to be called each minute. */
  tellActivity(): void;
}

const passOn: OnFailure = (error) => Promise.reject(error);

/** Decodes updates and hands each to its use case. */
export function createBot(
  { api, desk, words, log, botInfo, wake, isOutage = () => false }: BotOptions,
): Bot {
  const answers = createPressAnswers({
    send: (queryId, { text, alert }) =>
      api.answerCallbackQuery(queryId, { text, show_alert: alert }),
    words,
    log,
    telemetry: desk.telemetry,
  });
  const watch = desk.telemetry === noTelemetry ? null : watchUpdates({
    telemetry: desk.telemetry,
    commands: listCommands(words),
    username: botInfo.username,
    isOutage,
  });
  const apply = async (ctx: BotContext): Promise<boolean> => {
    let applied = true;
    await handle(ctx, () => {
      applied = false;
      return Promise.resolve();
    });
    return applied;
  };
  const composer = new Composer<BotContext>(
    createAnonymous(desk, answers, {
      commands: listGroupCommands(words),
      apply: async (update, notes) => void await apply(new BotContext(update, api, botInfo, notes)),
    }),
    createCard(desk, answers),
    createReminders(desk, answers),
    createReport(desk),
    createSetup(desk, answers),
    createMembers(desk, answers),
    createDepartments(desk),
    createPeople(desk, answers),
    createSettings(desk, answers),
    createIncidents(desk),
    createComments(desk),
    createReports(desk),
    createConnections(desk, answers),
    createPrivate(desk, answers),
    createHelp(desk),
    createTalk(desk),
    createEdits(desk),
    createMembership(desk),
    createMigration(desk),
    createPresence(desk),
    createLeftOverPresses(answers),
  );
  const handle = composer.middleware();
  const unsure = createUnsure();

  return {
    async handleUpdate(update, onFailure = passOn, waitedMs = 0) {
      const notes = new UpdateNotes();
      let notYet: NotYetKnownError | null = null;
      const once = () => apply(new BotContext(update, api, botInfo, notes));
      const work = async () => {
        try {
          return await unsure.tryOnce(update, notes, once);
        } catch (error) {
          // Part of life, and none that anybody has to be told of.
          if (!(error instanceof NotYetKnownError)) throw error;
          notYet = error;
          return false;
        }
      };
      if (watch !== null) {
        if (await watch.apply({ update, waitedMs, notes, work, onFailure })) wake();
      } else {
        try {
          if (await work()) wake();
        } catch (error) {
          await onFailure(error);
        }
      }
      if (notYet !== null) throw notYet;
    },

    answerPress({ callback_query: query }, render) {
      if (query !== undefined) void answers.answer(query, render);
    },
    async settle() {
      await answers.settle();
      await watch?.settle();
    },
    tellActivity: () => watch?.tellActivity(),
  };
}

/** Buttons of another version of the program, or none of ours at all. */
function createLeftOverPresses(answers: PressAnswers): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("callback_query", (ctx) => {
    ctx.notes.begun.push(answers.answer(ctx.callbackQuery, renderUnknownPress));
  });
  return composer;
}
