/** `deno task backup`, `restore` and `move-to-server` as an operator runs them, with their rights. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { startDeno } from "../launch/launched_process.ts";
import { server, testWith } from "../requirement.ts";
import { createServerDatabase, testOnEmbedded } from "../postgres/databases.ts";
import { createEmbeddedDatabase } from "./create_database.ts";
import { type Desk, startDesk } from "./start_desk.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
type Settings = Readonly<Record<string, string>>;

async function runTask(
  args: readonly string[],
  settings: Settings,
): Promise<{ readonly code: number; readonly said: string }> {
  await using task = startDeno(root, ["task", "--quiet", ...args], settings);
  const end = await task.ended();
  assert.doesNotMatch(end.said, /\n\s+at /, "no stack trace");
  return end;
}

/** One incident in Mia's hands, and one whose card Telegram would not take. */
async function live(desk: Desk): Promise<void> {
  const { dana, omar, mia, sandbox } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  sandbox.setFault({ method: "sendMessage", status: 500, times: Infinity });
  omar.write("/ticket engine light is on");
  await sandbox.until(() =>
    sandbox.calls.some(({ method, payload }) =>
      method === "sendMessage" && JSON.stringify(payload).includes("engine light")
    )
  );
}

/** The old card's button works, what was owed is sent, and the clocks go on. */
async function goOn(desk: Desk): Promise<void> {
  const { dana, mia, sandbox, group } = desk;
  sandbox.clearFaults();
  await mia.press("0001", "Resolve");
  await desk.cardSays("0001", "Waiting for the summary", "Mia");
  const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
  mia.write("tire replaced on the shoulder", { replyTo: prompt.id });
  await desk.cardSays("0001", "Resolved", "tire replaced on the shoulder", "Mia");

  await sandbox.skip(6 * 60);
  await sandbox.tick();
  await desk.cardSays("0002", "engine light");
  await desk.botSays("0002 has had no department");
  dana.write("/ticket out of fuel");
  await desk.cardSays("0003", "out of fuel");
}

function findPath(said: string): string {
  const [path = ""] = /^\S+\.backup$/m.exec(said) ?? [];
  assert.notEqual(path, "", said);
  return path;
}

testOnEmbedded(
  "a backup made while the desk works is restored to a new place, where it goes on",
  async () => {
    await using desk = await startDesk({ embedded: true, expectsTroubles: true });
    const settings = desk.databaseSettings;
    await live(desk);
    const made = await runTask(["backup"], settings);
    assert.equal(made.code, 0, made.said);
    const path = findPath(made.said);
    assert.match(made.said, /MB, of 20.*, schema version \d+\. Everything/);
    await desk.stop();

    const inUse = await runTask(["restore", path], settings);
    assert.equal(inUse.code, 1, inUse.said);
    assert.match(inUse.said, /This database is in use: \w+ has rows/);
    const alone = await runTask(["backup"], settings);
    assert.equal(alone.code, 0, alone.said);
    assert.notEqual(findPath(alone.said), path);

    const target = await createEmbeddedDatabase();
    const newPlace = target.settings;
    const restored = await runTask(["restore", path], newPlace);
    assert.equal(restored.code, 0, restored.said);
    assert.match(restored.said, /\d+ rows in \d+ tables are as they were at 20/);
    await desk.restart(newPlace);
    await goOn(desk);
    await desk.stop();
    await target.drop();
  },
);

testWith(server, "a desk moves to a server by one command, and goes on there", async () => {
  const target = await createServerDatabase();
  const moved = { DATABASE_URL: target.url };
  {
    await using desk = await startDesk({ embedded: true, expectsTroubles: true });
    const settings = { ...desk.databaseSettings, ...moved };
    await live(desk);
    const tooEarly = await runTask(["move-to-server"], settings);
    assert.equal(tooEarly.code, 1, tooEarly.said);
    assert.match(tooEarly.said, /Another Roadcall.*is using.*Stop the other one/s);
    await desk.stop();
    const done = await runTask(["move-to-server"], settings);
    assert.equal(done.code, 0, done.said);
    assert.match(done.said, /\d+ rows in \d+ tables have moved/);
    await desk.restart(moved);
    await goOn(desk);
    await desk.stop();
  }
  await target.drop();
});

testOnEmbedded("a task that cannot do its work says what to do", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "roadcall_none_" });
  const settings = { DATA_DIR: dataDir };
  const url = "postgres://roadcall:hidden@127.0.0.1:1/roadcall";
  for (
    const [args, given, code, words] of [
      [["backup"], settings, 1, /There is no embedded database in .*Set DATA_DIR/],
      [["backup"], { DATABASE_URL: url }, 1, /DATABASE_URL names a server.*pg_dump/],
      [["restore"], settings, 2, /deno task restore \/path\/to\/name\.backup/],
      [["restore", `${dataDir}/gone`], settings, 1, /\/gone cannot be read: No such file/],
      [["restore", "deno.json"], settings, 1, /deno\.json is no backup/],
      [["move-to-server"], settings, 1, /Set DATABASE_URL to a new database/],
    ] as const
  ) {
    const end = await runTask(args, given);
    assert.match(end.said, words);
    assert.equal(end.code, code, end.said);
    assert.ok(!end.said.includes("hidden"));
  }
  assert.deepEqual([...Deno.readDirSync(dataDir)], [], "nothing was made there");
  await Deno.remove(dataDir);
});
