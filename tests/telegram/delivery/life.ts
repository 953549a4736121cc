/** Lives of incidents on a stage, one use case a step; nothing is delivered by itself. */
import assert from "node:assert/strict";
import type { PressAction } from "../../../src/desk/outcome.ts";
import type { Department, Store, Transaction } from "../../../src/desk/ports.ts";
import { pressCard } from "../../../src/desk/press_card.ts";
import { receiveMessage } from "../../../src/desk/receive_message.ts";
import { reportIncident } from "../../../src/desk/report_incident.ts";
import type { IncidentDetails } from "../../../src/desk/views.ts";
import {
  type IncidentId,
  type MessageId,
  parseMessageId,
  parseUserId,
} from "../../../src/people/ids.ts";
import type { Person } from "../../../src/people/person.ts";
import type { SandboxMessage } from "../../../tools/sandbox/world.ts";
import { getExpectation } from "../../../src/telegram/render/status.ts";
import type { Group, Stage } from "./stage.ts";

export interface Life {
  readonly id: IncidentId;
  /** The reporter's message. */
  readonly ticket: MessageId;
  press(person: Person, action: PressAction, department?: Department): Promise<void>;
  /** A reply of this person to a message. */
  reply(person: Person, to: number, text: string): Promise<void>;
  details(): Promise<IncidentDetails>;
  /** The card as it stands in the group. */
  card(): Promise<SandboxMessage>;
}

/** Seen in the group, and a member of the department. */
export async function hire(
  { store }: Stage,
  group: Group,
  person: Person,
  department: string,
): Promise<Department> {
  return await group.inGroup(async (tx) => {
    await store.people.rememberPerson(tx, person);
    const found = await findDepartment(store, tx, department);
    await store.people.joinDepartment(tx, found.id, person.userId);
    return found;
  });
}

/** The same of somebody who was never seen in the group, and has started the bot. */
export async function hireElsewhere(
  { store }: Stage,
  group: Group,
  person: Person,
  department: string,
): Promise<void> {
  const { organisation } = await group.inGroup(async (tx) => {
    const entered = await store.organisations.enterGroup(tx, group.chatId);
    assert(entered !== null, "the group is connected");
    return entered;
  });
  await store.database.transaction(async (tx) => {
    await store.organisations.enterOrganisation(tx, organisation.id);
    await store.people.rememberPerson(tx, person);
    await store.people.setPrivateChat(tx, person.userId, true);
    const found = await findDepartment(store, tx, department);
    await store.people.joinDepartment(tx, found.id, person.userId);
  });
}

async function findDepartment(
  store: Store,
  tx: Transaction,
  name: string,
): Promise<Department> {
  const department = await store.organisations.findDepartmentByName(tx, name);
  assert(department !== null, `there is no department ${name}`);
  return department;
}

export async function report(
  { desk, store, sandbox }: Stage,
  group: Group,
  reporter: Person,
  text = "Flat tire on I-95",
  threadId?: number,
): Promise<Life> {
  const options = threadId === undefined ? {} : { threadId };
  const ticket = sandbox.as(reporter.userId).write(group.chat.id, `/ticket ${text}`, options);
  await reportIncident(desk, {
    ...group.incoming(reporter, ticket, threadId),
    words: text,
    media: null,
    quoted: null,
    quotesUs: false,
  });
  const id = await group.inGroup(async (tx) => {
    const of = { type: "mine", userId: parseUserId(reporter.userId) } as const;
    const [newest] = await store.incidents.listIncidents(tx, of, 1);
    return newest?.id;
  });
  assert(id !== undefined, "the incident is written");

  const details = async () => {
    const found = await group.inGroup((tx) => store.incidents.findIncidentDetails(tx, id));
    assert(found !== null);
    return found;
  };
  const findCard = async () => (await details()).card?.messageId ?? null;
  return {
    id,
    ticket: parseMessageId(ticket),
    details,
    async press(person, action, department) {
      const { incident } = await details();
      const outcome = await pressCard(desk, {
        ...group.incoming(person, await findCard() ?? 1, threadId),
        incidentId: id,
        expected: getExpectation(incident),
        action,
        departmentId: department?.id ?? null,
      });
      assert.deepEqual(outcome, { type: "done", action });
    },
    async reply(person, to, text) {
      const written = sandbox.as(person.userId).write(group.chat.id, text, { replyTo: to });
      await receiveMessage(desk, {
        ...group.incoming(person, written, threadId),
        body: text,
        media: null,
        replyTo: parseMessageId(to),
        repliesToUs: true,
        repliesToYoung: true,
        shownIncidentId: null,
        question: null,
      });
    },
    async card() {
      const message = sandbox.message(group.chat.id, await findCard() ?? 0);
      assert(message !== undefined, "the card has been sent");
      return message;
    },
  };
}
