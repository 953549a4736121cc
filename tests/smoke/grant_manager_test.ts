/** `deno task grant-manager` as an operator runs it: a process of its own beside the database. */
import assert from "node:assert/strict";
import { parseDatabaseConfig } from "../../src/config.ts";
import { type OpenedStore, openStore } from "../../src/postgres/open_store.ts";
import { type OrganisationId, parseUserId } from "../../src/people/ids.ts";
import { createDatabase } from "./create_database.ts";

const root = new URL("../../", import.meta.url);
type Settings = Readonly<Record<string, string>>;

async function grant(
  settings: Settings,
  ...args: readonly string[]
): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "grant_manager.ts", ...args],
    cwd: root,
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

async function addOrganisation({ store }: OpenedStore, name: string): Promise<OrganisationId> {
  const organisation = await store.database.transaction((tx) =>
    store.organisations.createOrganisation(tx, {
      name,
      timeZone: "UTC",
      claimMinutes: 10,
      resolveMinutes: 120,
      summaryMinutes: 10,
      departments: ["Dispatch"],
    })
  );
  return organisation.id;
}

Deno.test("an operator makes somebody an OpsManager, where nobody is left who could", async () => {
  const database = await createDatabase();
  const { settings } = database;
  try {
    const desk = await open(settings);
    const acme = await addOrganisation(desk, "Acme Logistics");
    await addOrganisation(desk, "Twin");
    const twin = await addOrganisation(desk, "twin");
    if (desk.backend === "embedded") {
      const held = await grant(settings, "Acme Logistics", "7000001");
      assert.equal(held.code, 1, held.said);
      assert.match(held.said, /Another Roadcall.*is using the embedded database/);
      assert.doesNotMatch(held.said, /\n\s+at /, "no stack trace");
    }
    await desk.close();

    const usage = await grant(settings, "Acme Logistics");
    assert.equal(usage.code, 2);
    assert.match(usage.said, /grant-manager "Acme Logistics" 123456789/);
    const nowhere = await grant(settings, "Nowhere", "7000001");
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.said, /Nowhere.*Acme Logistics/s);
    const twice = await grant(settings, "Twin", "7000001");
    assert.equal(twice.code, 1);
    assert.match(twice.said, new RegExp(`several.*${twin}`, "is"));

    const done = await grant(settings, "acme logistics", "7000001");
    assert.equal(done.code, 0, done.said);
    assert.match(done.said, /7000001 is an OpsManager of Acme Logistics now/);
    assert.match((await grant(settings, String(acme), "7000001")).said, /already/);
    assert.equal((await grant(settings, String(twin), "7000002")).code, 0, "by its id");

    const after = await open(settings);
    const roles = await after.store.database.transaction(async (tx) => {
      await after.store.organisations.enterOrganisation(tx, acme);
      const [one, other] = await Promise.all([
        after.store.people.getActor(tx, parseUserId(7000001)),
        after.store.people.getActor(tx, parseUserId(7000002)),
      ]);
      return [one.role, other.role];
    });
    await after.close();
    assert.deepEqual(roles, ["ops_manager", "driver"]);
  } finally {
    await database.drop();
  }
});
