import assert from "node:assert/strict";
import type { Store } from "../../src/desk/ports.ts";
import type { Command, PersonCommand } from "../../src/incident/command.ts";
import { type CycleRow, measure } from "../../src/incident/metrics.ts";
import { getPeriodBefore, getWindow, type ReportPeriod } from "../../src/incident/report_period.ts";
import { open, transition } from "../../src/incident/transition.ts";
import type { DepartmentId, IncidentId, UserId } from "../../src/people/ids.ts";
import type { Person } from "../../src/people/person.ts";
import type { Actor } from "../../src/people/role.ts";
import { figures42, figures43 } from "../incident/october_figures.ts";
import * as october from "../incident/october_week.ts";
import { testOnBoth } from "./databases.ts";
import { createPerson, createScene, inGroup, type Scene } from "./scenes.ts";

const { now, summer, timeZone, week42, week43, winter } = october;

type WithoutActor<C> = C extends { actor: Actor } ? Omit<C, "actor"> : never;
type Step = readonly [
  at: number,
  who: Person,
  command: WithoutActor<PersonCommand> | { readonly type: "summary_timeout" },
];

/** Writes an incident's life at the times it says, as the use cases would have. */
async function live(store: Store, scene: Scene, openedAt: number, steps: readonly Step[]) {
  const { group, driver } = scene;
  const place = { chatId: group.chatId, threadId: null };
  return await inGroup(store, scene, async (tx) => {
    const { id, number } = await store.incidents.reserveIncident(tx);
    const actor = await store.people.getActor(tx, driver.userId);
    const organisationId = group.organisation.id;
    const opened = open(
      { type: "open", actor, id, organisationId, groupId: group.id, number },
      openedAt,
    );
    let after = opened.incident;
    await store.incidents.insertIncident(tx, {
      after,
      events: opened.events,
      texts: [],
      place,
      sources: [],
    });
    for (const [at, { userId }, command] of steps) {
      const whole: Command = command.type === "summary_timeout"
        ? command
        : { ...command, actor: await store.people.getActor(tx, userId) };
      const decision = transition(after, whole, at);
      assert.ok(decision.ok, `${number}: ${command.type}`);
      after = decision.incident;
      await store.incidents.saveTransition(tx, { after, events: decision.events, texts: [] });
    }
    return id;
  });
}

interface October extends Scene {
  readonly sven: Person;
  readonly ids: readonly IncidentId[];
}

/** The fixture of `tests/incident/october_week.ts`, lived through in the database. */
async function liveThroughOctober(
  store: Store,
  sql: { unsafe(text: string, values: number[]): PromiseLike<unknown> },
): Promise<October> {
  const scene = await createScene(store);
  const { dispatch, maintenance, driver: dora, mechanic: max, manager: olga } = scene;
  await sql.unsafe("update departments set claim_minutes = 20 where id = $1", [maintenance]);
  const sven = createPerson("Sven");
  await inGroup(store, scene, async (tx) => {
    await store.people.rememberPerson(tx, sven);
    await store.people.joinDepartment(tx, dispatch, sven.userId);
  });
  const assign = (id: DepartmentId) =>
    ({ type: "assign_department", department: { id, restricted: false } }) as const;
  const claim = { type: "claim" } as const;
  const resolve = { type: "request_resolution" } as const;
  const summarise = { type: "summarise" } as const;
  const cancel = { type: "cancel" } as const;
  const timeout = { type: "summary_timeout" } as const;
  const lives: readonly (readonly [number, readonly Step[]])[] = [
    [summer(14, "09:00"), [
      [summer(14, "09:05"), dora, assign(maintenance)],
      [summer(14, "09:15"), max, claim],
      [summer(14, "10:00"), max, resolve],
      [summer(14, "10:05"), max, summarise],
      [summer(20, "08:00"), olga, { type: "reopen" }],
      [summer(20, "08:30"), max, claim],
      [summer(20, "09:30"), max, resolve],
      [summer(20, "09:40"), max, summarise],
    ]],
    [summer(16, "08:00"), [
      [summer(16, "08:00"), dora, assign(dispatch)],
      [summer(16, "08:30"), dora, cancel],
    ]],
    [summer(18, "23:30"), [
      [summer(18, "23:35"), dora, assign(dispatch)],
      [summer(18, "23:45"), sven, claim],
      [
        summer(19, "00:10"),
        sven,
        { type: "transfer", department: { id: maintenance, restricted: false } },
      ],
      [summer(19, "00:25"), max, claim],
      [summer(19, "01:00"), max, resolve],
      [summer(19, "01:10"), max, summarise],
    ]],
    [summer(21, "12:00"), [
      [summer(21, "12:01"), dora, assign(dispatch)],
      [summer(21, "12:06"), dora, cancel],
    ]],
    [summer(22, "10:00"), [
      [summer(22, "10:10"), dora, assign(maintenance)],
      [summer(22, "10:15"), max, claim],
      [summer(22, "11:00"), max, resolve],
      [summer(22, "12:00"), max, timeout],
      [summer(23, "09:00"), max, summarise],
    ]],
    [summer(23, "14:00"), [
      [summer(23, "14:00"), dora, assign(dispatch)],
      [summer(23, "14:08"), sven, claim],
      [summer(23, "15:00"), sven, resolve],
      [summer(23, "16:00"), sven, timeout],
    ]],
    [summer(24, "20:00"), [[summer(24, "20:02"), dora, assign(dispatch)]]],
    [summer(25, "01:50"), [
      [summer(25, "01:55"), dora, assign(dispatch)],
      [summer(25, "02:05"), sven, claim],
      [winter(25, "02:20"), sven, resolve],
      [winter(25, "02:25"), sven, summarise],
    ]],
    [winter(25, "19:30"), [
      [winter(25, "19:40"), dora, assign(maintenance)],
      [winter(25, "20:10"), max, claim],
      [winter(25, "20:20"), olga, claim],
      [winter(25, "20:50"), olga, { type: "release" }],
      [winter(25, "21:00"), max, resolve],
    ]],
    [winter(25, "21:50"), [[winter(25, "21:52"), dora, assign(maintenance)]]],
    [winter(25, "21:55"), []],
  ];
  const ids: IncidentId[] = [];
  for (const [openedAt, steps] of lives) ids.push(await live(store, scene, openedAt, steps));
  return { ...scene, sven, ids };
}

/** The rows with the names that the fixture has for them. */
function rename(rows: readonly CycleRow[], scene: October): readonly CycleRow[] {
  const departments = new Map([
    [scene.dispatch, october.dispatch],
    [scene.maintenance, october.maintenance],
  ]);
  const people = new Map<UserId, UserId>([
    [scene.mechanic.userId, october.max],
    [scene.sven.userId, october.sven],
    [scene.manager.userId, october.olga],
  ]);
  const known = <T>(value: T | undefined): T => {
    assert.ok(value !== undefined, "it is of the fixture");
    return value;
  };
  const department = <T extends { departmentId: DepartmentId }>(one: T): T => ({
    ...one,
    departmentId: known(departments.get(one.departmentId)),
  });
  return rows.map((row) => ({
    ...row,
    incidentId: known(october.rows.find(({ number }) => number === row.number)).incidentId,
    sessions: row.sessions.map(department),
    claims: row.claims.map((one) => ({
      ...department(one),
      userId: known(people.get(one.userId)),
    })),
    ending: row.ending?.type === "resolved"
      ? { ...row.ending, summarisedBy: known(people.get(row.ending.summarisedBy)) }
      : row.ending,
  }));
}

function listFor(store: Store, scene: Scene, period: ReportPeriod, before = period) {
  const { until } = getWindow(period, timeZone);
  const { from } = getWindow(before, timeZone);
  return inGroup(store, scene, (tx) => store.reports.listCycles(tx, { from, until }));
}

testOnBoth("a fixture that was worked out by hand comes out of the database as it is", async ({
  store,
  sql,
}) => {
  const scene = await liveThroughOctober(store, sql);
  const found = await listFor(store, scene, week43, getPeriodBefore(week43));
  const rows = rename(found, scene);
  assert.deepEqual(rows, october.rows);
  assert.deepEqual(measure(rows, getWindow(week43, timeZone), now), figures43);
  assert.deepEqual(measure(rows, getWindow(week42, timeZone), now), figures42);

  // Of its own week alone, nothing that a figure needs is left out.
  for (const [period, figures] of [[week42, figures42], [week43, figures43]] as const) {
    const own = rename(await listFor(store, scene, period), scene);
    assert.deepEqual(measure(own, getWindow(period, timeZone), now), figures);
  }

  // What a department promises from now on changes nothing of what it promised before.
  await sql.unsafe("update departments set claim_minutes = 1, resolve_minutes = 1 where id = $1", [
    scene.maintenance,
  ]);
  assert.deepEqual(await listFor(store, scene, week43, week42), found);
});

testOnBoth("another organisation has no part in it", async ({ store, sql }) => {
  await liveThroughOctober(store, sql);
  const other = await createScene(store, "Other");
  assert.deepEqual(await listFor(store, other, week43), []);
  await inGroup(store, other, async (tx) => {
    assert.deepEqual(
      (await store.reports.listDepartmentNames(tx)).map(({ id }) => id),
      [other.dispatch, other.maintenance],
    );
  });
});

testOnBoth("the people of a report are found by their ids", async ({ store }) => {
  const scene = await createScene(store);
  const other = await createScene(store, "Other");
  const people = await inGroup(
    store,
    scene,
    (tx) =>
      store.reports.listPeople(tx, [
        scene.mechanic.userId,
        other.mechanic.userId,
        createPerson().userId,
      ]),
  );
  assert.deepEqual(people, [scene.mechanic]);
});
