/** The launcher as a process: what it grants, what it refuses, signals, exit codes. */
import assert from "node:assert/strict";
import { createCompany } from "../smoke/company.ts";
import { createDatabase } from "../smoke/create_database.ts";
import { startDeno } from "./launched_process.ts";
import { copyProject } from "./project_copy.ts";

Deno.test("planted code gets at nothing, the desk works, and SIGTERM reaches it", async () => {
  await using project = await copyProject();
  const { folder } = project;
  await Deno.copyFile(new URL("planted.ts", import.meta.url), `${folder}src/planted.ts`);
  const entry = await Deno.readTextFile(`${folder}program.ts`);
  await Deno.writeTextFile(`${folder}program.ts`, `import "./src/planted.ts";\n${entry}`);
  const company = createCompany();
  const telegram = company.sandbox.listen();
  const database = await createDatabase();
  // Half of the settings from the file; what the environment says wins.
  await Deno.writeTextFile(
    `${folder}.env`,
    `BOT_TOKEN=${company.bot.token}\nPORT=99999\nSIGN_UPS=open\nDATABASE_URL=\n`,
  );
  await using desk = startDeno(folder, ["task", "start"], {
    TELEGRAM_API_ROOT: telegram.apiRoot,
    PORT: "0",
    LOG_FORMAT: "json",
    SECRET_OF_SOMEBODY_ELSE: "hush",
    SENTRY_AUTH_TOKEN: "hush too",
    ...database.settings,
  });

  const granted = JSON.parse(await desk.says("permitted this")).fields;
  assert.ok(granted.net.includes(new URL(telegram.apiRoot).host), granted.net);
  assert.ok(granted.net.includes("0.0.0.0:0"), granted.net);
  assert.ok(!granted.env.includes("SENTRY_AUTH_TOKEN"), granted.env);

  const line = await desk.says("planted ");
  const { variable, variables, code, ...others } = JSON.parse(line.slice("planted ".length));
  assert.equal(variable, "got undefined");
  assert.equal(variables, `got ${granted.env.toSorted().join()}`);
  assert.match(code, /--no-remote is specified/, "nothing is loaded from elsewhere");
  for (const [what, came] of Object.entries(others)) assert.equal(came, "NotCapable", what);

  await desk.says("is at its desk");
  company.olivia.write("/setup Acme Logistics");
  await company.botSays("Acme Logistics is");
  // A chart needs its fonts and its WebAssembly.
  company.olivia.write("/report");
  await company.sandbox.until(
    () => company.botMessages().find(({ media }) => media?.kind === "photo"),
    {
      what: "the report's chart",
      timeoutMs: 30_000,
    },
  );
  desk.kill("SIGTERM");
  const { code: exitCode, said } = await desk.ended();
  assert.equal(exitCode, 0, said);
  assert.ok(said.includes("Roadcall has stopped"), said);
  assert.ok(!said.includes("hush"), said);
  await telegram.stop();
  await database.drop();
});

Deno.test("what cannot be started is said in words, with the program's own exit codes", async () => {
  await using project = await copyProject();
  const { folder } = project;
  const launch = async (args: readonly string[], settings: Readonly<Record<string, string>>) => {
    await using program = startDeno(folder, ["task", "--quiet", ...args], settings);
    const { code, said } = await program.ended();
    assert.doesNotMatch(said, /\n\s+at /, "no stack trace");
    return { code, said };
  };
  const token = `123456789:${"A".repeat(35)}`;

  const unset = await launch(["start"], { TIME_ZONE: "Mars/Olympus" });
  assert.equal(unset.code, 2);
  assert.match(unset.said, /BOT_TOKEN is not set.*TIME_ZONE/s);

  const comma = await launch(["start"], { BOT_TOKEN: token, DATA_DIR: "one,two" });
  assert.equal(comma.code, 2);
  assert.match(comma.said, /one,two.*comma.*DATA_DIR/s);

  const usage = await launch(["grant-manager", "Acme Logistics"], { DATA_DIR: `${folder}data` });
  assert.equal(usage.code, 2, "the program's own code");
  assert.match(usage.said, /grant-manager "Acme Logistics" 123456789/);

  const nowhere = await launch(["migrate"], { DATA_DIR: "/proc/nowhere" });
  assert.equal(nowhere.code, 1, "the program's own code");
  assert.match(nowhere.said, /\/proc\/nowhere, cannot be written/);
});
