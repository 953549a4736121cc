/** Organisations, people and incidents made up for a test, each with ids of its own. */
import type { Group, NewOrganisation, Store, Transaction } from "../../src/desk/ports.ts";
import type { Command } from "../../src/incident/command.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { open, transition } from "../../src/incident/transition.ts";
import {
  type ChatId,
  type DepartmentId,
  type MessageId,
  parseChatId,
  parseMessageId,
  parseUserId,
  type UserId,
} from "../../src/people/ids.ts";
import type { Person } from "../../src/people/person.ts";
import type { Actor } from "../../src/people/role.ts";

let lastId = 0;

/** Its own within the test file. */
function createId(): number {
  return ++lastId;
}

export function createUserId(): UserId {
  return parseUserId(5_000_000_000 + createId());
}

export function createChatId(): ChatId {
  return parseChatId(-1_002_000_000_000 - createId());
}

export function createMessageId(): MessageId {
  return parseMessageId(createId());
}

export function createPerson(firstName = "Ann", username: string | null = null): Person {
  return { userId: createUserId(), firstName, lastName: null, username, languageCode: "en" };
}

export interface Scene {
  readonly group: Group;
  readonly dispatch: DepartmentId;
  readonly maintenance: DepartmentId;
  readonly driver: Person;
  /** Dispatcher of Maintenance. */
  readonly mechanic: Person;
  readonly manager: Person;
}

/** An organisation with a group, two departments, a driver, a mechanic and a manager in it. */
export async function createScene(store: Store, name = "Acme Logistics"): Promise<Scene> {
  const { organisations, people } = store;
  const driver = createPerson("Dora");
  const mechanic = createPerson("Max");
  const manager = createPerson("Olga");
  return await store.database.transaction(async (tx) => {
    await organisations.createOrganisation(tx, newOrganisation(name));
    const group = await organisations.connectGroup(tx, {
      chatId: createChatId(),
      title: `${name} road`,
      kind: "supergroup",
    });
    for (const person of [driver, mechanic, manager]) await people.rememberPerson(tx, person);
    await people.setRole(tx, manager.userId, "ops_manager");
    const [dispatch, maintenance] = await organisations.listDepartments(tx);
    if (dispatch === undefined || maintenance === undefined) throw new Error("No departments");
    await people.joinDepartment(tx, maintenance.id, mechanic.userId);
    return {
      group,
      dispatch: dispatch.id,
      maintenance: maintenance.id,
      driver,
      mechanic,
      manager,
    };
  });
}

export function newOrganisation(name: string): NewOrganisation {
  return {
    name,
    timeZone: "Europe/Berlin",
    claimMinutes: 10,
    resolveMinutes: 120,
    summaryMinutes: 10,
    departments: ["Dispatch", "Maintenance"],
  };
}

/** Runs work in a transaction that has entered the scene's group. */
export function inGroup<T>(
  store: Store,
  scene: Scene,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return store.database.transaction(async (tx) => {
    const [, result] = await Promise.all([
      store.organisations.enterGroup(tx, scene.group.chatId),
      work(tx),
    ]);
    return result;
  });
}

/** A report of the scene's driver, with a card. */
export function report(
  store: Store,
  scene: Scene,
  words = "Flat tyre on the A1",
): Promise<Incident> {
  return inGroup(store, scene, async (tx) => {
    const [{ id, number, at }, actor] = await Promise.all([
      store.incidents.reserveIncident(tx),
      store.people.getActor(tx, scene.driver.userId),
    ]);
    const organisationId = scene.group.organisation.id;
    const opened = open(
      { type: "open", actor, id, organisationId, groupId: scene.group.id, number },
      at,
    );
    const place = { chatId: scene.group.chatId, threadId: null };
    const messageId = createMessageId();
    await Promise.all([
      store.incidents.insertIncident(tx, {
        after: opened.incident,
        events: opened.events,
        texts: [{ ordinal: 1, kind: "description", authorId: actor.userId, body: words }],
        place,
        sources: [{ kind: "ticket", messageId, userId: actor.userId, body: words, media: null }],
      }),
      store.messages.createCard(tx, {
        incidentId: id,
        place,
        purpose: "group",
        replyTo: messageId,
      }),
    ]);
    return opened.incident;
  });
}

type WithoutActor<C> = C extends { actor: Actor } ? Omit<C, "actor"> : never;

/** What a person does to an incident, as a use case does it. @throws where it is refused. */
export function act(
  store: Store,
  scene: Scene,
  incident: Pick<Incident, "id">,
  person: Person,
  command: WithoutActor<Command>,
  words: string | null = null,
): Promise<Incident> {
  return inGroup(store, scene, async (tx) => {
    const [actor, before, at] = await Promise.all([
      store.people.getActor(tx, person.userId),
      store.incidents.lockIncident(tx, incident.id),
      store.clock.readClock(tx),
    ]);
    if (before === null) throw new Error(`No incident ${incident.id}`);
    const decision = transition(before, { ...command, actor }, at);
    if (!decision.ok) throw new Error(`Refused: ${decision.refusal.reason}`);
    const last = decision.events.at(-1);
    const kind = command.type === "summarise"
      ? "summary"
      : command.type === "comment"
      ? "comment"
      : "description";
    await store.incidents.saveTransition(tx, {
      after: decision.incident,
      events: decision.events,
      texts: words === null || last === undefined
        ? []
        : [{ ordinal: last.ordinal, kind, authorId: person.userId, body: words }],
    });
    return decision.incident;
  });
}
