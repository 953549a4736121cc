import { transition } from "../incident/transition.ts";
import type { IncidentId, MessageId } from "../people/ids.ts";
import type { Actor } from "../people/role.ts";
import { addComment, keepFile } from "./add_comment.ts";
import type { SummaryRefusal } from "./answer.ts";
import { createReply } from "./answering.ts";
import { lockCaughtUp } from "./catch_up.ts";
import { applyDecision } from "./consequences.ts";
import type { Desk } from "./desk.ts";
import { findUnknownQuestion, type Question } from "./find_reply_subject.ts";
import { enter, type Incoming } from "./incoming.ts";
import { awaitMessage } from "./not_yet_known.ts";
import { openIncident } from "./open_incident.ts";
import type { Group, Media, MessageSubject, NewDelivery, Prompt, Transaction } from "./ports.ts";
import { awaitsSetting, receiveSetting } from "./settings/receive_setting.ts";
import { receiveSetupName } from "./setup/receive_setup_name.ts";
import { takeAwayLost } from "./take_away_lost.ts";
import { descriptionLength, findLengthProblem, summaryLength, trimWords } from "./words.ts";

/** A message of a person in a group that is no command. */
export interface GroupMessage extends Incoming {
  readonly body: string | null;
  readonly media: Media | null;
  /** The message it replies to, where that is not just a forum topic's first one. */
  readonly replyTo: MessageId | null;
  /** That message is one of ours. */
  readonly repliesToUs: boolean;
  /** It is so young that its id may not be known yet. */
  readonly repliesToYoung: boolean;
  /** The incident whose buttons it carries, where it is one of ours. */
  readonly shownIncidentId: IncidentId | null;
  /** What that message asks its author, where it is one of ours. */
  readonly question: Question | null;
}

/** What a message was. Of all but `talk` something may be owed to Telegram. */
export type MessageOutcome =
  | "talk"
  | "comment"
  | "summary"
  | "summary_refused"
  | "report"
  | "report_refused"
  | "setting"
  | "setting_refused"
  | "setup_name";

/**
 * A reply to one of our prompts or cards is a summary, a report or a comment. Everything else is
 * kept for a bare `/ticket`, for minutes.
 */
export function receiveMessage(desk: Desk, message: GroupMessage): Promise<MessageOutcome> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const [{ fresh, group, actor }, meant] = await Promise.all([
      enter(store, tx, message),
      message.replyTo === null ? null : findMeant(desk, tx, message, message.replyTo),
    ]);
    if (!fresh) return "talk";
    if (group === null) {
      return await receiveSetupName(desk, tx, message) ? "setup_name" : "talk";
    }
    const reply = { desk, tx, message, group, actor };
    if (meant === null) {
      if (message.repliesToUs && message.repliesToYoung) {
        await awaitMessage(store, tx, message.updateId);
      }
      return await remember(reply);
    }
    const outcome = await answer(reply, meant.subject);
    if (meant.unknownId !== null && answers.has(outcome)) {
      // Nobody else knows that this message is there.
      const content = { kind: "delete_message", messageId: meant.unknownId } as const;
      await store.deliveries.enqueue(tx, [{ place: message.place, content }]);
    }
    if (meant.secondId !== undefined && meant.subject.type === "card") {
      const card = await store.messages.findGroupCard(tx, meant.subject.incidentId);
      const second = { place: message.place, messageId: meant.secondId };
      // A young one may be known in a moment.
      if (card !== null && !message.repliesToYoung) await takeAwayLost(store, tx, second, card);
    }
    return outcome;
  });
}

/** With these a question is answered. */
const answers: ReadonlySet<MessageOutcome> = new Set(["summary", "report", "setting"]);

async function answer(reply: Reply, subject: MessageSubject): Promise<MessageOutcome> {
  const { desk, tx, message } = reply;
  if (subject.type !== "prompt") return await addWords(reply, subject.incidentId, null);
  const { prompt } = subject;
  if (prompt.purpose.type === "summary") {
    return await addWords(reply, prompt.purpose.incidentId, prompt);
  }
  if (prompt.closed || prompt.userId !== message.person.userId) return await remember(reply);
  if (awaitsSetting(prompt, message)) {
    const setting = { ...reply, incoming: message, body: message.body, prompt };
    return await receiveSetting(desk, tx, setting) ? "setting" : "setting_refused";
  }
  return await describe(reply, prompt);
}

interface Meant {
  readonly subject: MessageSubject;
  /** The message that was replied to, where it is a question of ours that is not known. */
  readonly unknownId: MessageId | null;
  /** The same where it shows an incident: its card, that was sent twice. */
  readonly secondId?: MessageId;
}

/** A quick reply may come before Telegram has told us the id of the card that it answers. */
async function findMeant(
  { store }: Desk,
  tx: Transaction,
  message: GroupMessage,
  replyTo: MessageId,
): Promise<Meant | null> {
  const { repliesToUs, shownIncidentId, question, place } = message;
  const subject = await store.messages.findSubject(tx, place.chatId, replyTo);
  if (subject !== null) return { subject, unknownId: null };
  // What the message says is certain; what may be on its way could only be guessed.
  if (shownIncidentId !== null) {
    return {
      subject: { type: "card", incidentId: shownIncidentId },
      unknownId: null,
      secondId: replyTo,
    };
  }
  const asked = question === null ? null : await findUnknownQuestion(store, tx, message, question);
  if (asked !== null) return { subject: asked, unknownId: replyTo };
  if (!repliesToUs) return null;
  // Its id may have become known since it was looked for.
  const known = await store.messages.findSubject(tx, place.chatId, replyTo);
  return known === null ? null : { subject: known, unknownId: null };
}

interface Reply {
  readonly desk: Desk;
  readonly tx: Transaction;
  readonly message: GroupMessage;
  readonly group: Group;
  readonly actor: Actor;
}

async function remember({ desk, tx, message }: Reply): Promise<"talk"> {
  await desk.store.incidents.rememberMessage(tx, {
    messageId: message.messageId,
    threadId: message.place.threadId,
    userId: message.person.userId,
    body: message.body,
    media: message.media,
  });
  return "talk";
}

/** A summary from who may give it, else a comment. */
async function addWords(
  reply: Reply,
  id: IncidentId,
  prompt: Prompt | null,
): Promise<MessageOutcome> {
  const { desk, tx, message, group, actor } = reply;
  const { incident, at } = await lockCaughtUp(desk.store, tx, id);
  if (incident === null || incident.groupId !== group.id) return await remember(reply);

  const { place, messageId, media } = message;
  const words = trimWords(message.body ?? "");
  const comment = { incident, at, actor, place, messageId, words, media };
  const summary = transition(incident, { type: "summarise", actor }, at);
  const problem: SummaryRefusal | null = words === ""
    ? "no_words"
    : findLengthProblem(words, summaryLength);
  if (summary.ok && problem !== null) {
    const answer = { type: "summary_refused", reason: problem } as const;
    await desk.store.deliveries.enqueue(tx, [createReply(message, group, answer, "passing")]);
  }
  // A file without words is no summary, but it belongs to the story.
  if (!summary.ok || (problem === "no_words" && media !== null)) {
    await addComment(desk, tx, comment);
    return "comment";
  }
  if (problem !== null) return "summary_refused";
  if (media !== null) await keepFile(desk, tx, comment);
  const ordinal = summary.events.find(({ fact }) => fact.type === "resolved")?.ordinal ??
    summary.incident.version;
  await applyDecision(desk, tx, {
    before: incident,
    decision: summary,
    texts: [{ ordinal, kind: "summary", authorId: actor.userId, body: words }],
    actorId: actor.userId,
    place: prompt?.place ?? place,
    cardMessageId: null,
  });
  return "summary";
}

/** The one sentence that a file without words was asked for. */
async function describe(reply: Reply, prompt: Prompt): Promise<MessageOutcome> {
  const { desk, tx, message, group, actor } = reply;
  if (prompt.purpose.type !== "report") return "talk";
  const description = trimWords(message.body ?? "");
  const problem = findLengthProblem(description, descriptionLength);
  if (problem !== null) {
    const answer = { type: "ticket_refused", reason: problem } as const;
    await desk.store.deliveries.enqueue(tx, [createReply(message, group, answer, "passing")]);
    return "report_refused";
  }
  const { sources } = prompt.purpose;
  const done: NewDelivery[] = prompt.messageId === null ? [] : [{
    place: prompt.place,
    content: { kind: "delete_message", messageId: prompt.messageId },
  }];
  await openIncident(desk, tx, {
    group,
    actor,
    place: message.place,
    description,
    sources: [...sources, {
      kind: "described",
      messageId: message.messageId,
      userId: actor.userId,
      body: description,
      media: message.media,
    }],
    replyTo: message.messageId,
  });
  await Promise.all([
    desk.store.messages.closePrompt(tx, prompt.id),
    desk.store.deliveries.enqueue(tx, done),
  ]);
  return "report";
}
