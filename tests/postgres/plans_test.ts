/** Whether what the desk asks is still found by indexes once there is much of it. */
import assert from "node:assert/strict";
import postgres from "postgres";
import { fillDatabase } from "../../bench/growth/fill_database.ts";
import { parseIncidentId, parseUserId } from "../../src/people/ids.ts";
import {
  type Codecs,
  listStatements,
  type Statement,
  type Values,
} from "../../src/postgres/statement.ts";
import * as cards from "../../src/postgres/statements/cards.ts";
import * as incidents from "../../src/postgres/statements/incidents.ts";
import * as views from "../../src/postgres/statements/incident_views.ts";
import * as notices from "../../src/postgres/statements/notices.ts";
import * as people from "../../src/postgres/statements/people.ts";
import * as prompts from "../../src/postgres/statements/prompts.ts";
import * as reports from "../../src/postgres/statements/reports.ts";
import * as timers from "../../src/postgres/statements/timers.ts";
import { connectTo, createServerDatabase, testOnServer } from "./databases.ts";
import { listSteps, parsePlan, type PlanNode } from "./plans.ts";

/** What grows for as long as a company works: nothing may read one of these from end to end. */
const growing: ReadonlySet<string> = new Set([
  "cards",
  "claims",
  "cycles",
  "department_members",
  "department_sessions",
  "groups",
  "incidents",
  "memberships",
  "missed_calls",
  "notices",
  "own_messages",
  "participation",
  "people",
  "processed_updates",
  "prompts",
  "recent_messages",
  "sightings",
  "sources",
  "texts",
  "timeline_events",
  "timers",
]);

const sizes = { incidents: 10_000, groups: 500, organisations: 50 };

/** Of what grows, the tables that a plan reads from end to end. */
function listScans(plan: PlanNode): readonly string[] {
  return listSteps(plan).flatMap(({ type, table }) =>
    type === "Seq Scan" && table !== null && growing.has(table) ? [table] : []
  );
}

/** What a fill leaves out, since it says nothing of an incident's life. */
const more = [
  `insert into prompts
    (organisation_id, chat_id, user_id, purpose, incident_id, cycle, message_id, closed)
  select i.organisation_id, g.chat_id, i.reporter_id, 'summary', i.id, 1, 10000 + i.number, true
  from incidents i join groups g on g.id = i.group_id`,
  `insert into missed_calls (organisation_id, incident_id, session, why, at, user_ids)
  select organisation_id, id, 1, 'claimed', opened_at, '[]' from incidents`,
  `insert into own_messages (chat_id, message_id)
  select chat_id, message_id from cards`,
  `insert into processed_updates (update_id) select generate_series(1, 20000)`,
  `insert into recent_messages (organisation_id, group_id, message_id, user_id, body)
  select organisation_id, group_id, 10000 + number, reporter_id, 'Good morning' from incidents`,
  "analyze",
];

/** Why these may all the same. */
const excused: Readonly<
  Record<string, { readonly tables: readonly string[]; readonly why: string }>
> = {
  move_prompts: { tables: ["prompts"], why: "a group becomes a supergroup once in its life" },
  prune_own_messages: { tables: ["own_messages"], why: "it holds two days, a third is expected" },
};

let filled: Promise<{ readonly url: string; drop(): Promise<void> }> | null = null;

Deno.test.afterAll(async () => await (await filled)?.drop());

/** The same for all of these tests: what they run meets nothing there that it would change. */
async function createFilled() {
  const database = await createServerDatabase({ migrated: true });
  await fillDatabase(database.url, sizes);
  const connection = await connectTo(database.url, 1);
  for (const one of more) await connection.sql.unsafe(one);
  await connection.close();
  return database;
}

async function connectToFilled() {
  return await connectTo((await (filled ??= createFilled())).url, 1);
}

testOnServer("no statement reads what grows from end to end", async () => {
  const connection = await connectToFilled();
  const { sql } = connection;
  const scans: Record<string, readonly string[]> = {};
  try {
    // The walls are part of the plans.
    await sql.unsafe(`
      set plan_cache_mode = force_generic_plan;
      set roadcall.organisation_id = 7;
      set roadcall.group_id = 63;
      grant select, update on clock_skew to roadcall_app;
      set role roadcall_app`).simple();
    for (const { name, text, params } of listStatements()) {
      const values = Object.keys(params).map(() => "null").join();
      const [, said] = await sql.unsafe(`
        prepare planned as ${text};
        explain (format json) execute planned${values === "" ? "" : `(${values})`};
        deallocate planned`).simple();
      const bad = listScans(parsePlan(said?.[0]?.["QUERY PLAN"]));
      if (bad.length > 0) scans[name] = bad;
    }
  } finally {
    await connection.close();
  }
  const allowed = Object.entries(excused).map(([name, { tables }]) => [name, tables]);
  assert.deepEqual(scans, Object.fromEntries(allowed));
});

type Asked = readonly [name: string, text: string, values: ReturnType<Statement["encode"]>];

function ask<P extends Codecs, R extends Codecs>(
  { name, text, encode }: Statement<P, R>,
  values: Values<P>,
): Asked {
  return [name, text, encode(values)];
}

/** About an incident with a whole life behind it, of an organisation with two hundred of them. */
const id = parseIncidentId(4_062);
const incidentId = id;
const now = Date.now();
const day = 24 * 60 * 60 * 1000;
const about: readonly Asked[] = [
  ask(incidents.lockIncident, { id }),
  ask(incidents.readIncident, { id }),
  ask(incidents.readServiceLevel, { id }),
  ask(cards.findGroupCard, { incidentId }),
  ask(people.listReachableOf, { incidentId, except: null }),
  ask(timers.setTimers, { incidentId, planned: [{ kind: "claim_reminder", due_at: null }] }),
  ask(notices.withdrawReminders, { incidentId, clocks: ["claim"] }),
  ask(prompts.withdrawSummaryPrompts, { incidentId }),
  ask(views.listOpenIncidents, { viewerId: parseUserId(10_000_750), limit: 10 }),
  ask(views.listPeopleOfIncident, { incidentId }),
  ask(views.readWords, { incidentId }),
  ask(views.listMedia, { incidentId }),
  ask(views.listTimeline, { incidentId }),
  ask(views.listTexts, { incidentId }),
  ask(views.findCardPlace, { incidentId }),
  ask(reports.listReportCycles, { from: now - 90 * day, until: now - 60 * day }),
];
/** So many rows may be read for each that are not told. Its organisation has two hundred of each. */
const mostRemoved = 20;

testOnServer(
  "a press, a list, an incident and a report read little that they do not tell",
  async () => {
    const connection = await connectToFilled();
    const removed: Record<string, number> = {};
    try {
      await connection.sql.unsafe(`
      set roadcall.organisation_id = 7;
      set roadcall.group_id = 63;
      set role roadcall_app`).simple();
      for (const [name, text, values] of about) {
        const [row] = await connection.sql.unsafe(`explain (analyze, format json) ${text}`, [
          ...values,
        ]);
        const steps = listSteps(parsePlan(row?.["QUERY PLAN"]));
        const ofWhatGrows = steps.filter(({ table }) => table !== null && growing.has(table));
        removed[name] = ofWhatGrows.reduce((sum, step) => sum + step.removed, 0);
      }
    } finally {
      await connection.close();
    }
    const much = Object.entries(removed).filter(([, rows]) => rows > mostRemoved);
    assert.deepEqual(much, []);
  },
);

/** Functions that cross organisations; what is in them is planned where nobody sees it. */
const crossing = [
  "claim_due_timers(100, 60)",
  "claim_due_deliveries(16, 10, 30, 20, 5, 5)",
  "next_delivery_due_at(30, 20, 5, 5)",
  "count_delivery_backlog()",
];

testOnServer("what crosses organisations reads nothing that grows either", async () => {
  const { url } = await (filled ??= createFilled());
  const plans: string[] = [];
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: ({ message = "" }) => plans.push(message),
  });
  try {
    await sql.unsafe(`
      load 'auto_explain';
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on;
      set auto_explain.log_format = json;
      set client_min_messages = log`).simple();
    for (const call of crossing) {
      plans.length = 0;
      await sql.unsafe(`select * from ${call}`);
      const found = plans.flatMap((said) => {
        const json = /^duration:[^{]*(\{.*)$/s.exec(said)?.[1];
        return json === undefined ? [] : listScans(parsePlan(`[${json}]`));
      });
      assert.ok(plans.length > 1, `${call}: nothing was planned in it`);
      assert.deepEqual(found, [], call);
    }
  } finally {
    await sql.end();
  }
});
