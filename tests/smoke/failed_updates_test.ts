/** `deno task failed-updates` as an operator runs it: a process of its own beside the database. */
import assert from "node:assert/strict";
import { parseDatabaseConfig } from "../../src/config.ts";
import { parseUpdateId } from "../../src/people/ids.ts";
import { type OpenedStore, openStore } from "../../src/postgres/open_store.ts";
import { createDatabase } from "./create_database.ts";

type Settings = Readonly<Record<string, string>>;

async function runTask(
  settings: Settings,
  ...args: readonly string[]
): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "failed_updates.ts", ...args],
    cwd: new URL("../../", import.meta.url),
    clearEnv: true,
    env: { HOME: Deno.env.get("HOME") ?? "/", PATH: Deno.env.get("PATH") ?? "", ...settings },
  }).output();
  const text = new TextDecoder();
  return { code, said: text.decode(stdout) + text.decode(stderr) };
}

async function open(settings: Settings): Promise<OpenedStore> {
  const parsed = parseDatabaseConfig(settings);
  assert.ok(parsed.ok);
  const { database } = parsed;
  return await openStore(
    database.kind === "embedded" ? database : {
      kind: "server",
      url: database.url.reveal(),
      migrateUrl: null,
    },
  );
}

async function setAside({ store }: OpenedStore, ids: readonly number[]): Promise<void> {
  await store.database.transaction(async (tx) => {
    for (const number of ids) {
      const id = parseUpdateId(number);
      const error = "TypeError: the tyre is flat";
      await store.failedUpdates.countFailure(tx, { id, lane: "chat -100", type: "message", error });
      await store.failedUpdates.setAside(tx, id, `{"update_id":${id},"message":"secret words"}`);
    }
  });
}

Deno.test("an operator sees what was set aside, without what people wrote, and replays it", async () => {
  const database = await createDatabase();
  const { settings } = database;
  try {
    const desk = await open(settings);
    await setAside(desk, [41, 42, 43]);
    await desk.close();

    const listed = await runTask(settings);
    assert.equal(listed.code, 0);
    assert.match(listed.said, /^3 updates failed three times/);
    assert.match(listed.said, /number {2}41\nwhen {4}20\d\d-.* UTC\nwhere {3}chat -100\n/);
    assert.match(listed.said, /what {4}a message\nerror {3}TypeError: the tyre is flat/);
    assert.ok(!listed.said.includes("secret words"));

    const usage = await runTask(settings, "replay", "x");
    assert.equal(usage.code, 2);
    assert.match(usage.said, /failed-updates replay 123/);
    const replayed = await runTask(settings, "replay", "42");
    assert.match(replayed.said, /^Update 42 is in the inbox again/);
    const rest = await runTask(settings, "replay", "all");
    assert.match(rest.said, /^2 updates are in the inbox again/);

    const after = await open(settings);
    const waiting = await after.store.database.transaction((tx) =>
      after.store.inbox.listWaiting(tx, { lanes: 9, perLane: 9, except: [] })
    );
    await after.close();
    assert.deepEqual(waiting.map(({ id }) => Number(id)), [41, 42, 43]);
    assert.deepEqual(waiting.map(({ lane }) => lane), ["chat -100", "chat -100", "chat -100"]);
  } finally {
    await database.drop();
  }
});
