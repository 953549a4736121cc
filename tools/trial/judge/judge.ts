/** Holds the people's record against the database, the timeline and the chats. */
import postgres from "postgres";
import { createWords } from "../../../src/telegram/render/create_words.ts";
import type { PeopleRecord } from "../people/record.ts";
import type { Evidence, Verdict } from "../ports.ts";
import type { Case, Check } from "./case.ts";
import { acknowledged } from "./checks/acknowledged.ts";
import { cards } from "./checks/cards.ts";
import { edits } from "./checks/edits.ts";
import { deliveries, leases, timers, updates } from "./checks/leftovers.ts";
import { notices } from "./checks/notices.ts";
import { pins } from "./checks/pins.ts";
import { refusals } from "./checks/refusals.ts";
import { reports } from "./checks/reports.ts";
import { shown } from "./checks/shown.ts";
import { state } from "./checks/state.ts";
import { words } from "./checks/words.ts";
import { createCase } from "./create_case.ts";
import { readDatabase, type ReadJson } from "./database_rows.ts";

/** In the order of the table. */
export const checks: readonly Check[] = [
  reports,
  acknowledged,
  refusals,
  words,
  edits,
  state,
  cards,
  shown,
  pins,
  notices,
  timers,
  leases,
  deliveries,
  updates,
];

const wordsPath = new URL("../../../src/telegram/words/en.ftl", import.meta.url);
/** On the wall: by so much people's clocks and the database's may differ, and a press take a turn. */
const slackSeconds = 1;

/** @throws where the database cannot be read, or has rows that no program of ours writes */
export async function judge(evidence: Evidence<PeopleRecord>): Promise<Verdict> {
  const sql = postgres(evidence.databaseUrl, { max: 1, fetch_types: false, onnotice() {} });
  try {
    return await judgeBy(evidence, createReadJson(sql));
  } finally {
    await sql.end();
  }
}

/** @param sql of a login that sees everything, past row-level security */
export function createReadJson(sql: Pick<postgres.Sql, "unsafe">): ReadJson {
  return async (query) => {
    const rows = await sql.unsafe(`select row_to_json(t) as row from (${query}) t`);
    return rows.map(({ row }): unknown => row);
  };
}

/** The same by whichever connection. */
export async function judgeBy(
  { record, sandbox, botId, groups, scale }: Omit<Evidence<PeopleRecord>, "databaseUrl">,
  read: ReadJson,
): Promise<Verdict> {
  const rows = await readDatabase(read);
  return decide(createCase(rows, {
    entries: record.entries,
    chats: groups.map(({ chatId }) => ({
      chatId,
      messages: [...sandbox.chat(chatId).messages.values()],
      pinned: sandbox.chat(chatId).pinned,
    })),
    pendingUpdates: sandbox.pendingUpdates,
    botId,
    words: createWords({ en: await Deno.readTextFile(wordsPath) }),
    slackMs: slackSeconds * 1000 * scale,
  }));
}

export function decide(one: Case): Verdict {
  const looks = checks.map((check) => ({ check, result: check.look(one) }));
  return {
    checks: looks.map(({ check: { name }, result: { looked, breaches } }) => ({
      name,
      looked,
      breaches: breaches.length,
    })),
    breaches: looks.flatMap(({ check, result }) =>
      result.breaches.map((breach) => ({ check: check.name, ...breach }))
    ),
  };
}
