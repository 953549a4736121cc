/** What people do in the good case: each deed with its events, its words and its record. */
import { parseStoredFact } from "../../../../src/postgres/documents/fact.ts";
import type { PersonCommand } from "../../../../src/incident/command.ts";
import type { Incident } from "../../../../src/incident/incident.ts";
import { open, transition } from "../../../../src/incident/transition.ts";
import type { PressAction } from "../../../../src/desk/outcome.ts";
import {
  parseCardId,
  parseChatId,
  parseGroupId,
  parseIncidentId,
  parseMessageId,
  parseUserId,
} from "../../../../src/people/ids.ts";
import type { Actor } from "../../../../src/people/role.ts";
import { encodeCallback } from "../../../../src/telegram/callback_data.ts";
import { renderPressAnswer } from "../../../../src/telegram/render/messages.ts";
import type { Meaning } from "../../../../tools/trial/people/record.ts";
import { words } from "../../../telegram/render/read_words.ts";
import { chatId, dana, type Made, maintenance, organisationId } from "./good_rows.ts";

const minute = 60_000;

/** An incident on its way; each deed comes a minute after the one before. */
export interface Way {
  state: Incident;
  readonly card: number;
  at: number;
}

interface Reported {
  readonly id: number;
  readonly message: number;
  readonly card: number;
  readonly at: number;
}

export function report({ tables, entries }: Made, { id, message, card, at }: Reported): Way {
  const incidentId = parseIncidentId(id);
  const userId = parseUserId(dana);
  const tag = `[life ${id}.1]`;
  const actor: Actor = { userId, role: "driver", departmentIds: [] };
  const groupId = parseGroupId(1);
  const opened = open(
    { type: "open", actor, id: incidentId, organisationId, groupId, number: id },
    at,
  );
  tables.events.push(...opened.events.map((event) => ({ incidentId, ...event })));
  const authorId = userId;
  const body = `flat tyre ${tag}`;
  tables.texts.push({ incidentId, ordinal: 1, kind: "description", authorId, body });
  const source = { chatId: parseChatId(chatId), messageId: parseMessageId(message) };
  tables.sources.push({ incidentId, kind: "ticket", ...source, userId, body, mediaKind: null });
  tables.cards.push({
    id: parseCardId(id),
    incidentId,
    chatId: source.chatId,
    threadId: null,
    replyTo: source.messageId,
    messageId: parseMessageId(card),
    wantedVersion: 1,
    shownVersion: 1,
    pin: "pinned",
  });
  entries.push({
    kind: "report",
    life: id,
    personId: dana,
    chatId,
    at: at - 100,
    messageId: message,
    tag,
    how: "words",
  });
  return { state: opened.incident, card, at };
}

function actorOf({ tables }: Made, personId: number): Actor {
  const person = tables.people.find(({ userId }) => Number(userId) === personId);
  if (person === undefined) throw new Error(`nobody is ${personId}`);
  return { userId: person.userId, role: person.role, departmentIds: person.departmentIds };
}

function apply(made: Made, way: Way, command: PersonCommand): number {
  way.at += minute;
  const decision = transition(way.state, command, way.at);
  if (!decision.ok) throw new Error(decision.refusal.reason);
  way.state = decision.incident;
  const incidentId = decision.incident.id;
  made.tables.events.push(
    ...decision.events.map((event) => ({
      ...event,
      incidentId,
      fact: parseStoredFact({ shape: 1, fact: event.fact }),
    })),
  );
  return decision.incident.version;
}

type Button = Extract<PressAction, "claim" | "assign_department" | "request_resolution">;

function commandOf(
  made: Made,
  { state }: Way,
  personId: number,
  action: Button,
  department: typeof maintenance | null,
): PersonCommand {
  const expected = { cycle: state.cycle.ordinal, session: state.session?.ordinal ?? 0 };
  const actor = actorOf(made, personId);
  if (action !== "assign_department") return { type: action, actor, expected };
  if (department === null) throw new Error("which department?");
  return { type: action, actor, expected, department };
}

export function press(
  made: Made,
  way: Way,
  personId: number,
  action: Button,
  department: typeof maintenance | null = null,
): void {
  const command = commandOf(made, way, personId, action, department);
  const data = encode(way, action, department);
  apply(made, way, command);
  tell(made, way, personId, data, renderPressAnswer(words, { type: "done", action }));
}

export function pressInVain(made: Made, way: Way, personId: number, action: Button): void {
  const decision = transition(way.state, commandOf(made, way, personId, action, null), way.at);
  if (decision.ok) throw new Error("it works");
  const { refusal } = decision;
  const answer = renderPressAnswer(words, { type: "refused", refusal, department: maintenance });
  tell(made, way, personId, encode(way, action, null), answer);
}

function encode({ state }: Way, action: Button, department: typeof maintenance | null): string {
  return encodeCallback({
    type: "press",
    action,
    incidentId: state.id,
    expected: { cycle: state.cycle.ordinal, session: state.session?.ordinal ?? 0 },
    departmentId: department?.id ?? null,
  });
}

function tell(
  { entries }: Made,
  { state, card, at }: Way,
  personId: number,
  data: string,
  answer: { readonly text: string; readonly alert: boolean },
): void {
  const told = { answered: true, ...answer };
  const pressed = { messageId: card, data, label: "", saw: "", at: at - 200, until: at + 200 };
  entries.push({ kind: "press", life: state.number, personId, chatId, ...pressed, told });
}

export function say(
  made: Made,
  way: Way,
  personId: number,
  meaning: Extract<Meaning, "summary" | "comment">,
  messageId: number,
): void {
  const { number } = way.state;
  const tag = `[life ${number}.${messageId}]`;
  const actor = actorOf(made, personId);
  const ordinal = apply(made, way, {
    type: meaning === "summary" ? "summarise" : "comment",
    actor,
  });
  const text = { ordinal, kind: meaning, authorId: actor.userId, body: `done ${tag}` };
  made.tables.texts.push({ incidentId: way.state.id, ...text });
  const said = { life: number, personId, chatId, at: way.at - 100, messageId, tag, number };
  made.entries.push({ kind: "words", meaning, heard: true, ...said });
}

export function edit(made: Made, way: Way): void {
  const { number, id } = way.state;
  const tag = `[life ${number}.2]`;
  const actor = actorOf(made, dana);
  const ordinal = apply(made, way, { type: "edit_description", actor });
  const text = { ordinal, kind: "description", authorId: actor.userId } as const;
  made.tables.texts.push({ incidentId: id, ...text, body: `flat tyres ${tag}` });
  const said = { life: number, personId: dana, chatId, at: way.at - 100, messageId: 10, tag };
  made.entries.push({ kind: "edit", ...said });
}
