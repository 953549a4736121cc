import type { MessageId, UserId } from "../people/ids.ts";
import { admitReport } from "./admit_report.ts";
import type { TicketRefusal } from "./answer.ts";
import { createReply } from "./answering.ts";
import { composeDescription } from "./compose_description.ts";
import type { Desk } from "./desk.ts";
import { enter, type Incoming } from "./incoming.ts";
import { openIncident } from "./open_incident.ts";
import type { Media, RecentMessage, Source, Transaction } from "./ports.ts";
import { descriptionLength, findLengthProblem, trimWords } from "./words.ts";

/** A message that a command replies to. */
export interface Quoted {
  readonly messageId: MessageId;
  readonly userId: UserId;
  readonly body: string | null;
  readonly media: Media | null;
}

/** `/ticket`, with whatever came with it. */
export interface Report extends Incoming {
  /** What stands behind the command; may be empty. */
  readonly words: string;
  /** A file that the command is the caption of. */
  readonly media: Media | null;
  readonly quoted: Quoted | null;
  /** It replies to a message of ours instead, which reports nothing. */
  readonly quotesUs: boolean;
}

type Composed =
  | { readonly type: "words"; readonly words: string; readonly sources: readonly Source[] }
  /** Files alone: one sentence is asked for. */
  | { readonly type: "wordless"; readonly sources: readonly Source[] }
  | { readonly type: "nothing" };

/**
 * Reports an incident. Own words win over a quoted message's, and both are kept; a bare command
 * takes the person's own last messages. What cannot be reported is answered with what to do. Of
 * more than are taken within a minute nothing comes but one answer.
 *
 * @returns whether an incident was opened
 */
export async function reportIncident(desk: Desk, report: Report): Promise<boolean> {
  const { store, settings } = desk;
  const wordless = trimWords(report.words) === "" && report.media === null &&
    report.quoted === null;
  const bare = wordless && !report.quotesUs;
  const nothing: TicketRefusal = wordless && report.quotesUs
    ? "quotes_us"
    : bare && !await desk.directory.seesMessages(report.place.chatId)
    ? "sees_commands_only"
    : "nothing_found";
  return await store.database.transaction(async (tx) => {
    const [{ fresh, group, actor }, recent] = await Promise.all([
      enter(store, tx, report),
      bare
        ? store.incidents.listRecentMessages(tx, {
          userId: report.person.userId,
          threadId: report.place.threadId,
          minutes: settings.issueContext.minutes,
          limit: settings.issueContext.messages,
        })
        : [],
    ]);
    if (!fresh || !await admitReport(desk, tx, report, group)) return false;
    if (group === null) {
      const answer = { type: "not_connected" } as const;
      await store.deliveries.enqueue(tx, [createReply(report, null, answer, "passing")]);
      return false;
    }
    const composed = compose(report, recent);
    if (composed.type === "wordless") {
      await askForWords(desk, tx, report, composed.sources);
      return false;
    }
    const reason: TicketRefusal | null = composed.type === "nothing"
      ? nothing
      : findLengthProblem(composed.words, descriptionLength);
    if (reason !== null || composed.type === "nothing") {
      const answer = { type: "ticket_refused", reason: reason ?? nothing } as const;
      await store.deliveries.enqueue(tx, [createReply(report, group, answer, "passing")]);
      return false;
    }
    await openIncident(desk, tx, {
      group,
      actor,
      place: report.place,
      description: composed.words,
      sources: composed.sources,
      replyTo: report.messageId,
    });
    return true;
  });
}

function compose(report: Report, recent: readonly RecentMessage[]): Composed {
  const own = trimWords(report.words);
  const { person, messageId, media, quoted } = report;
  const ticket: Source = {
    kind: "ticket",
    messageId,
    userId: person.userId,
    body: own === "" ? null : own,
    media,
  };
  if (quoted !== null) {
    return say([ticket, { kind: "quoted", ...quoted }]);
  }
  if (own !== "" || media !== null) return say([ticket]);
  if (recent.length === 0) return { type: "nothing" };
  return say([
    ticket,
    ...recent.map(({ messageId, userId, body, media }): Source => ({
      kind: "recent",
      messageId,
      userId,
      body,
      media,
    })),
  ]);
}

function say(sources: readonly Source[]): Composed {
  const words = composeDescription(sources);
  return words === "" ? { type: "wordless", sources } : { type: "words", words, sources };
}

async function askForWords(
  desk: Desk,
  tx: Transaction,
  report: Report,
  sources: readonly Source[],
): Promise<void> {
  await desk.store.messages.createPrompt(tx, {
    place: report.place,
    userId: report.person.userId,
    replyTo: report.messageId,
    purpose: { type: "report", sources },
  });
}
