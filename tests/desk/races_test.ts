/** Presses at the same moment, on a server: what comes out is what some order of them explains. */
import assert from "node:assert/strict";
import type { Command } from "../../src/incident/command.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { replay } from "../../src/incident/evolve.ts";
import { transition } from "../../src/incident/transition.ts";
import { type CardPress, pressCard } from "../../src/desk/press_card.ts";
import { reportIncident } from "../../src/desk/report_incident.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { startSetup } from "../../src/desk/setup/start_setup.ts";
import type { PressAction, PressOutcome } from "../../src/desk/outcome.ts";
import type { Department, Store, Transaction } from "../../src/desk/ports.ts";
import {
  type ChatId,
  type IncidentId,
  parseChatId,
  parseMessageId,
  parseUpdateId,
  parseUserId,
  type UserId,
} from "../../src/people/ids.ts";
import type { Person } from "../../src/people/person.ts";
import type { Actor } from "../../src/people/role.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { server, testWith } from "../requirement.ts";
import { createDatabase } from "../smoke/create_database.ts";
import { createDesk } from "./create_desk.ts";

interface Stage extends AsyncDisposable {
  readonly desk: Desk;
  readonly chatId: ChatId;
  inGroup<T>(work: (tx: Transaction, store: Store) => Promise<T>): Promise<T>;
  department(name: string): Promise<Department>;
  /** Seen in the group, and a member of the departments. */
  hire(id: number, ...departments: readonly string[]): Promise<Person>;
  /** Reported by the first hire, and assigned to Maintenance. */
  report(by: Person): Promise<Incident>;
  press(
    person: Person,
    incident: Incident,
    action: PressAction,
    department?: Department,
  ): Promise<PressOutcome>;
  find(id: IncidentId): Promise<Incident>;
}

async function createStage(): Promise<Stage> {
  const database = await createDatabase();
  const url = database.settings["DATABASE_URL"];
  assert.ok(url !== undefined);
  const opened = await openStore({ kind: "server", url, migrateUrl: url });
  const { store } = opened;
  const chatId = parseChatId(-1001);
  const boss = createPerson(1);
  let updates = 1;
  const incoming = (person: Person) => ({
    updateId: parseUpdateId(updates++),
    person,
    place: { chatId, threadId: null },
    messageId: parseMessageId(updates),
  });
  const desk = createDesk(store);
  const chat = { chatId, title: "Acme", kind: "supergroup" } as const;
  const refused = await startSetup(desk, { ...incoming(boss), chat, name: "Acme" }, "by_reply");
  assert.equal(refused, null);

  const inGroup: Stage["inGroup"] = (work) =>
    store.database.transaction(async (tx) => {
      await store.organisations.enterGroup(tx, chatId);
      return await work(tx, store);
    });
  const department: Stage["department"] = async (name) => {
    const found = await inGroup((tx) => store.organisations.findDepartmentByName(tx, name));
    assert.ok(found !== null);
    return found;
  };
  const find: Stage["find"] = async (id) => {
    const incident = await inGroup((tx) => store.incidents.lockIncident(tx, id));
    assert.ok(incident !== null);
    return incident;
  };
  const press: Stage["press"] = (person, incident, action, chosen) => {
    const input: CardPress = {
      ...incoming(person),
      incidentId: incident.id,
      expected: { cycle: incident.cycle.ordinal, session: incident.session?.ordinal ?? 0 },
      action,
      departmentId: chosen?.id ?? null,
    };
    return pressCard(desk, input);
  };
  return {
    desk,
    chatId,
    inGroup,
    department,
    find,
    press,
    async hire(id, ...departments) {
      const person = createPerson(id);
      const wanted = await Promise.all(departments.map(department));
      await inGroup(async (tx) => {
        await store.people.rememberPerson(tx, person);
        for (const one of wanted) await store.people.joinDepartment(tx, one.id, person.userId);
      });
      return person;
    },
    async report(by) {
      await reportIncident(desk, {
        ...incoming(by),
        words: "flat tire, I-95 exit 12",
        media: null,
        quoted: null,
        quotesUs: false,
      });
      const of = { type: "open", viewerId: by.userId } as const;
      const [line] = await inGroup((tx) => store.incidents.listIncidents(tx, of, 1));
      assert.ok(line !== undefined);
      const reported = await find(line.id);
      const chosen = await press(
        by,
        reported,
        "assign_department",
        await department("Maintenance"),
      );
      assert.equal(chosen.type, "done");
      return await find(line.id);
    },
    async [Symbol.asyncDispose]() {
      await opened.close();
      await database.drop();
    },
  };
}

function createPerson(id: number): Person {
  return {
    userId: parseUserId(id),
    firstName: `Person ${id}`,
    lastName: null,
    username: null,
    languageCode: null,
  };
}

testWith(server, "50 members press Claim at once, and all 50 hold it", async () => {
  await using stage = await createStage();
  const people = await Promise.all(
    Array.from({ length: 50 }, (_, index) => stage.hire(100 + index, "Maintenance")),
  );
  const [first] = people;
  assert.ok(first !== undefined);
  const incident = await stage.report(first);
  const outcomes = await Promise.all(people.map((one) => stage.press(one, incident, "claim")));
  assert.deepEqual(new Set(outcomes.map(({ type }) => type)), new Set(["done"]));
  const after = await stage.find(incident.id);
  assert.deepEqual(
    after.claims.map(({ userId }) => userId).toSorted((a, b) => a - b),
    people.map(({ userId }) => userId),
  );
  assert.equal(after.version, incident.version + 50);
  assert.deepEqual(await replayStored(stage, incident.id), after);
});

async function replayStored(stage: Stage, id: IncidentId): Promise<Incident> {
  const details = await stage.inGroup((tx, store) => store.incidents.findIncidentDetails(tx, id));
  assert.ok(details !== null);
  return replay(details.timeline);
}

type Racer = {
  readonly person: Person;
  readonly action: "claim" | "transfer" | "request_resolution";
};

testWith(
  server,
  "claim, transfer and resolve race 200 times; some order explains each",
  async () => {
    await using stage = await createStage();
    const mia = await stage.hire(101, "Maintenance");
    const nina = await stage.hire(102, "Maintenance");
    const olga = await stage.hire(103, "Maintenance", "Dispatch");
    const dispatch = await stage.department("Dispatch");
    const racers: readonly Racer[] = [
      { person: mia, action: "claim" },
      { person: nina, action: "request_resolution" },
      { person: olga, action: "transfer" },
    ];
    const seen = new Set<string>();
    for (let round = 0; round < 200; round++) {
      const start = await stage.report(mia);
      // The choice that a transfer needs belongs to Olga.
      assert.equal((await stage.press(olga, start, "open_choice")).type, "done");
      // Who gets in first varies by itself; the order of sending is turned so that all have a chance.
      const order = racers.map((_, index) => racers[(index + round) % racers.length]);
      const outcomes = new Map<Racer, PressOutcome>();
      await Promise.all(order.map(async (racer) => {
        assert.ok(racer !== undefined);
        const chosen = racer.action === "transfer" ? dispatch : undefined;
        outcomes.set(racer, await stage.press(racer.person, start, racer.action, chosen));
      }));
      const end = await stage.find(start.id);
      const actors = await listActors(stage, racers);
      const explained = permutations(racers).find((attempt) =>
        explains(attempt, start, end, outcomes, actors, dispatch)
      );
      const told = racers.map((racer) => `${racer.action} ${describe(outcomes.get(racer))}`).join();
      assert.ok(explained !== undefined, `no order explains ${told} → ${end.status}`);
      assert.deepEqual(await replayStored(stage, start.id), end);
      seen.add(told);
    }
    assert.ok(seen.size > 1, `the race had one outcome only: ${[...seen].join(" | ")}`);
  },
);

async function listActors(
  stage: Stage,
  racers: readonly Racer[],
): Promise<ReadonlyMap<UserId, Actor>> {
  const actors = new Map<UserId, Actor>();
  for (const { person: { userId } } of racers) {
    actors.set(userId, await stage.inGroup((tx, store) => store.people.getActor(tx, userId)));
  }
  return actors;
}

/** Whether the presses one after the other, by the pure rules, give these outcomes and this end. */
function explains(
  attempt: readonly Racer[],
  start: Incident,
  end: Incident,
  outcomes: ReadonlyMap<Racer, PressOutcome>,
  actors: ReadonlyMap<UserId, Actor>,
  department: Department,
): boolean {
  let incident = start;
  for (const racer of attempt) {
    const actor = actors.get(racer.person.userId);
    assert.ok(actor !== undefined);
    const expected = { cycle: start.cycle.ordinal, session: start.session?.ordinal ?? 0 };
    const command: Command = racer.action === "transfer"
      ? { type: "transfer", actor, expected, department }
      : { type: racer.action, actor, expected };
    const decision = transition(incident, command, incident.changedAt);
    const outcome = outcomes.get(racer);
    if (decision.ok !== (outcome?.type === "done")) return false;
    if (
      !decision.ok &&
      !(outcome?.type === "refused" && outcome.refusal.reason === decision.refusal.reason)
    ) return false;
    if (decision.ok) incident = decision.incident;
  }
  const people = (of: Incident) => of.claims.map(({ userId }) => userId);
  return incident.status === end.status &&
    incident.session?.departmentId === end.session?.departmentId &&
    JSON.stringify(people(incident)) === JSON.stringify(people(end)) &&
    incident.version === end.version;
}

function describe(outcome: PressOutcome | undefined): string {
  return outcome?.type === "refused" ? `refused (${outcome.refusal.reason})` : `${outcome?.type}`;
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest])
  );
}
