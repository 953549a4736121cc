/** People and judge at a program in this very process, without any trouble: for tests of both. */
import assert from "node:assert/strict";
import { startProgram } from "../../../program.ts";
import { parseConfig } from "../../../src/config.ts";
import type { Log } from "../../../src/desk/ports.ts";
import { connectEmbedded } from "../../../src/postgres/connect_embedded.ts";
import { createSandbox } from "../../../tools/sandbox/create_sandbox.ts";
import { createReadJson, judge, judgeBy } from "../../../tools/trial/judge/judge.ts";
import { playPeople } from "../../../tools/trial/people/play_people.ts";
import type { PeopleRecord } from "../../../tools/trial/people/record.ts";
import type { TrialWorld, Verdict } from "../../../tools/trial/ports.ts";
import { createRandom } from "../../../tools/trial/random.ts";
import { createAwaitIn } from "../../../tools/trial/world/await_in_chats.ts";
import { createClock } from "../../../tools/trial/world/clock.ts";
import { createGroups } from "../../../tools/trial/world/create_groups.ts";
import { noLimits } from "../../no_limits.ts";
import { createDatabase } from "../../smoke/create_database.ts";

export interface SmallTrial {
  readonly record: PeopleRecord;
  readonly verdict: Verdict;
}

/** Plays so many lives in two groups of one organisation, and judges them. */
export async function playSmallTrial(seed: number, lives: number): Promise<SmallTrial> {
  const database = await createDatabase();
  const sandbox = createSandbox();
  const bot = sandbox.addBot({ username: "roadcall_bot", firstName: "Roadcall" });
  const server = sandbox.listen();
  const parsed = parseConfig({
    BOT_TOKEN: bot.token,
    TELEGRAM_API_ROOT: server.apiRoot,
    PORT: "0",
    SIGN_UPS: "open",
    ...database.settings,
  });
  assert.ok(parsed.ok);
  const program = await startProgram(parsed.config, silent, undefined, {
    checkIns: null,
    hasCron: false,
    limits: noLimits,
  });
  const over = new AbortController();
  const world = await createWorld(over.signal);
  const record = await playPeople(world, { lives, atOnce: lives });
  await sandbox.quiet();
  await program.settle();
  await program.stop();
  try {
    return { record, verdict: await readAndJudge() };
  } finally {
    await server.stop();
    await database.drop();
  }

  async function createWorld(signal: AbortSignal): Promise<TrialWorld> {
    const clock = createClock(1);
    const awaitIn = createAwaitIn(sandbox, clock, signal);
    const groups = await createGroups({ sandbox, bot, scale: 1, awaitIn }, 2);
    return {
      random: (stream) => createRandom(seed).fork(stream),
      sandbox,
      botId: bot.personId,
      groups,
      scale: 1,
      now: sandbox.now,
      pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
      awaitIn,
      async press(personId, chatId, messageId, label) {
        const { text = "", ...told } = await sandbox.as(personId).press(chatId, messageId, label);
        return { text, ...told };
      },
      signal,
    };
  }

  async function readAndJudge(): Promise<Verdict> {
    const { groups, botId } = world;
    const evidence = { record, sandbox, botId, groups, scale: 1 };
    const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = "" } = database.settings;
    if (databaseUrl !== undefined) return await judge({ ...evidence, databaseUrl });
    const connection = await connectEmbedded(dataDir);
    try {
      return await judgeBy(evidence, createReadJson(connection.sql));
    } finally {
      await connection.close();
    }
  }
}

const silent: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silent,
};
