import assert from "node:assert/strict";
import type { Store, Transaction } from "../../src/desk/ports.ts";
import { getErrorCode } from "../../src/postgres/database_error.ts";
import type { TransactionSql } from "../../src/postgres/connection.ts";
import { type TestDatabase, testOnBoth } from "./databases.ts";
import { createFingerprint, listWalledTables } from "./sweep/fingerprint.ts";
import {
  act,
  createChatId,
  createMessageId,
  createPerson,
  createScene,
  inGroup,
  report,
  type Scene,
} from "./scenes.ts";

type Sql = TestDatabase["sql"];

/** Every table of the schema, from the catalogue, so that a new one cannot be forgotten. */
async function listTables(sql: Sql) {
  const rows = await sql.unsafe(`
    select c.relname::text as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id'
      ) as walled
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname`);
  return rows.map(({ name, enabled, forced, walled }) => ({
    name: String(name),
    enabled: enabled === true,
    forced: forced === true,
    walled: walled === true || name === "organisations",
  }));
}

/** As the program's role with an organisation entered, without any of its statements. */
function asProgram<T>(
  sql: Sql,
  organisation: number | null,
  work: (tx: TransactionSql) => Promise<T>,
) {
  return sql.begin(async (tx) => {
    await tx.unsafe("select set_config('role', 'roadcall_app', true)");
    await tx.unsafe("select set_config('roadcall.organisation_id', $1::text, true)", [
      organisation === null ? "" : String(organisation),
    ]);
    return { result: await work(tx) };
  });
}

/** An organisation with a row in every table that belongs to one. */
async function fillScene({ store }: TestDatabase, name: string): Promise<Scene> {
  const scene = await createScene(store, name);
  const { driver, mechanic, maintenance, group } = scene;
  const incident = await report(store, scene);
  const department = { id: maintenance, restricted: false };
  await act(store, scene, incident, driver, { type: "assign_department", department });
  await act(store, scene, incident, mechanic, { type: "claim" });
  await inGroup(store, scene, async (tx) => {
    const place = { chatId: group.chatId, threadId: null };
    const messageId = createMessageId();
    await Promise.all([
      store.messages.setChoice(tx, incident.id, { ownerId: driver.userId, expiresAt: 1 }),
      store.messages.createPrompt(tx, {
        place,
        userId: mechanic.userId,
        replyTo: null,
        purpose: { type: "summary", incidentId: incident.id, cycle: 1 },
      }),
      store.messages.recordNotice(tx, {
        incidentId: incident.id,
        chatId: group.chatId,
        messageId,
        kind: "ping",
      }),
      store.catchUps.add(tx, place, { incidentId: incident.id, userIds: [], since: 1 }),
      store.incidents.noteMissedCall(tx, incident.id, {
        session: 1,
        why: "claimed",
        userIds: [mechanic.userId],
      }),
      store.incidents.rememberMessage(tx, {
        messageId,
        threadId: null,
        userId: driver.userId,
        body: "hello",
        media: null,
      }),
      store.timers.setTimers(tx, incident.id, [{ kind: "choice_expired", dueAt: 1 }]),
      store.anonymousCommands.createAnonymousCommand(tx, {
        chatId: group.chatId,
        received: "{}",
        expiresSeconds: 300,
      }),
      store.organisations.chooseHome(tx, driver.userId),
      askForConnection(store, tx, scene),
      store.people.createInvitation(tx, {
        username: "somebody",
        departmentId: maintenance,
        invitedBy: driver.userId,
      }),
      store.members.createJoinRequest(tx, {
        departmentId: maintenance,
        userId: driver.userId,
        place,
        messageId,
      }),
    ]);
  });
  await inGroup(store, scene, async (tx) => {
    const [from, to] = [createChatId(), createChatId()];
    await store.organisations.connectGroup(tx, { chatId: from, title: "Basic", kind: "group" });
    assert.ok(await store.groups.moveGroup(tx, { from, to }));
  });
  return scene;
}

/** A code of the manager's that somebody has brought. */
async function askForConnection(store: Store, tx: Transaction, { manager }: Scene) {
  const { userId } = manager;
  const codeHash = `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "");
  await store.connections.saveCode(tx, { createdBy: userId, codeHash, minutes: 60 });
  const [code] = await store.connections.lockCodes(tx, codeHash.slice(0, 8));
  assert.ok(code !== undefined);
  await store.connections.createRequest(tx, {
    codeId: code.id,
    askedOf: userId,
    chat: { chatId: createChatId(), title: "Night shift", kind: "group" },
    threadId: null,
    person: createPerson("Nick"),
  });
}

testOnBoth(
  "row-level security is on and forced wherever an organisation stands",
  async ({ sql }) => {
    const tables = await listTables(sql);
    assert.ok(tables.length > 20);
    const open = tables.filter((table) => table.walled && !(table.enabled && table.forced));
    assert.deepEqual(open, []);
    // What belongs to no organisation; a new name here is a decision.
    assert.deepEqual(tables.filter((table) => !table.walled).map(({ name }) => name), [
      "chat_pauses",
      "clock_skew",
      "connection_tries",
      "failed_updates",
      "inbox",
      "last_tick",
      "leases",
      "own_messages",
      "private_chats",
      "processed_updates",
      "recent_sends",
      "refused_updates",
      "report_pace",
      "schema_version",
      "setups",
      "webhook_registration",
    ]);
  },
);

testOnBoth("wrong queries of one organisation get nothing of another", async (database) => {
  const { sql } = database;
  const ours = await fillScene(database, "Ours");
  const theirs = await fillScene(database, "Theirs");
  const [us, them] = [ours.group.organisation.id, theirs.group.organisation.id];
  for (const { name, walled } of await listTables(sql)) {
    if (!walled) continue;
    const column = name === "organisations" ? "id" : "organisation_id";
    const [all] = await sql.unsafe(
      `select count(*)::integer as found from ${name} where ${column} = ${them}`,
    );
    assert.ok(Number(all?.["found"]) > 0, `${name} has a row to steal`);

    // No condition at all, and the other organisation by name.
    for (const condition of ["", `where ${column} = ${them}`]) {
      const { result } = await asProgram(
        sql,
        us,
        (tx) => tx.unsafe(`select distinct ${column} as owner from ${name} ${condition}`),
      );
      const owners = result.map((row) => Number(row["owner"]));
      assert.deepEqual(owners, condition === "" ? [us] : [], `${name} ${condition}`);
    }
    const nobody = await asProgram(
      sql,
      null,
      (tx) =>
        tx.unsafe(`select count(*)::integer as found from ${name} where ${column} is not null`),
    );
    assert.equal(nobody.result[0]?.["found"], 0, `${name} without an organisation`);
  }
});

testOnBoth("wrong changes of one organisation change nothing of another", async (database) => {
  const { sql } = database;
  const ours = await fillScene(database, "Ours again");
  const theirs = await fillScene(database, "Theirs again");
  const [us, them] = [ours.group.organisation.id, theirs.group.organisation.id];
  for (const { name, walled } of await listTables(sql)) {
    if (!walled) continue;
    const column = name === "organisations" ? "id" : "organisation_id";
    const read = () =>
      sql.unsafe(`select md5(string_agg(t::text, '' order by t::text)) as sum
        from ${name} t where ${column} = ${them}`);
    const [before] = await read();
    for (
      const attempt of [
        `delete from ${name} where ${column} = ${them}`,
        `update ${name} set ${column} = ${us} where ${column} = ${them}`,
        // Giving a row of ours away.
        `update ${name} set ${column} = ${them}`,
      ]
    ) {
      const touched = await asProgram(sql, us, (tx) => tx.unsafe(attempt)).then(
        ({ result }) => result.count,
        (error: unknown) => getErrorCode(error),
      );
      assert.ok(touched === 0 || touched === "42501", `${attempt}: ${touched}`);
    }
    const [after] = await read();
    assert.deepEqual(after, before, name);
  }
});

testOnBoth(
  "nothing can be put among another organisation's rows, nor over one",
  async (database) => {
    const { sql } = database;
    const ours = await fillScene(database, "Ours once more");
    const theirs = await fillScene(database, "Theirs once more");
    const [us, them] = [ours.group.organisation.id, theirs.group.organisation.id];
    const fingerprint = await createFingerprint(sql, them);
    const before = await fingerprint(sql);
    for (const { name, column } of await listWalledTables(sql)) {
      const columns = await sql.unsafe(`
      select attname::text as name from pg_attribute
      where attrelid = '${name}'::regclass and attnum > 0 and attgenerated = ''
        and not attisdropped`);
      const list = columns.map((one) => String(one["name"])).join(", ");
      // A row as it stands there, so that nothing else is wrong with it; only its place may differ.
      const [row] = await sql.unsafe(
        `select to_jsonb(t)::text as row from ${name} t where ${column} = ${them} limit 1`,
      );
      const insert = `insert into ${name} (${list})
      select ${list} from jsonb_populate_record(null::${name}, $1::text::jsonb)`;
      for (
        const attempt of [insert, `${insert} on conflict do nothing`, `truncate ${name} cascade`]
      ) {
        const parameters = attempt.startsWith("insert") ? [String(row?.["row"])] : [];
        const outcome = await asProgram(sql, us, (tx) => tx.unsafe(attempt, parameters)).then(
          ({ result }) => `${result.count} rows`,
          (error: unknown) => getErrorCode(error),
        );
        assert.equal(outcome, "42501", attempt);
      }
    }
    assert.deepEqual(await fingerprint(sql), before);
  },
);

testOnBoth("no row can point into another organisation", async (database) => {
  const { sql } = database;
  const loose = await sql.unsafe(`
    select con.conrelid::regclass::text as child, con.confrelid::regclass::text as parent
    from pg_constraint con
    where con.contype = 'f' and con.connamespace = 'public'::regnamespace
      and con.confrelid <> 'organisations'::regclass
      and not exists (
        select from pg_attribute a where a.attrelid = con.conrelid
          and a.attnum = any (con.conkey)
          and a.attname = case con.conrelid
            when 'organisations'::regclass then 'id' else 'organisation_id'
          end
      )`);
  assert.deepEqual([...loose], []);
});

testOnBoth("the program's role owns nothing and bypasses nothing", async ({ sql }) => {
  const [role] = await sql.unsafe(`
    select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin as dangerous,
      (
        select count(*)::integer from pg_shdepend d
        where d.refobjid = r.oid and d.deptype = 'o'
          and d.dbid = (select oid from pg_database where datname = current_database())
      ) as owned
    from pg_roles r where rolname = 'roadcall_app'`);
  assert.deepEqual({ ...role }, { dangerous: false, owned: 0 });

  const [schema] = await sql.unsafe(`
    select has_schema_privilege('roadcall_app', 'public', 'create') as app,
      has_schema_privilege('roadcall_crossing', 'public', 'create') as crossing`);
  assert.deepEqual({ ...schema }, { app: false, crossing: false });
});

testOnBoth("what crosses organisations is this short list, with a fixed path", async ({ sql }) => {
  const functions = await sql.unsafe(`
    select p.proname::text as name, pg_get_userbyid(p.proowner)::text as owner,
      p.proconfig::text as settings, has_function_privilege('public', p.oid, 'execute') as open
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
    order by p.proname`);
  assert.deepEqual(functions.map(({ name }) => name), [
    "admit_report",
    "any_organisation_exists",
    "claim_due_deliveries",
    "claim_due_deliveries",
    "claim_due_deliveries",
    "claim_due_timers",
    "count_deliveries_of",
    "count_delivery_backlog",
    "find_connection_codes",
    "find_current_chat",
    "find_group",
    "find_home",
    "hasten_deliveries",
    "list_organisations",
    "list_organisations_of",
    "next_delivery_due_at",
    "next_delivery_due_at",
    "next_delivery_due_at",
    "pause_chat",
    "platform_health",
    "prune_abandoned_deliveries",
    "prune_recent_messages",
    "prune_report_pace",
    "renew_deliveries",
    "settle_sends",
  ]);
  // Two of them have a say in their plans as well.
  const planned = '{"search_path=pg_catalog, public, pg_temp",enable_seqscan=off,' +
    "enable_bitmapscan=off,jit=off}";
  const planFixed: unknown[] = [];
  for (const { name, owner, settings, open } of functions) {
    assert.equal(owner, "roadcall_crossing", String(name));
    if (settings === planned) planFixed.push(name);
    else assert.equal(settings, '{"search_path=pg_catalog, public, pg_temp"}', String(name));
    assert.equal(open, false, String(name));
  }
  assert.deepEqual(planFixed, ["claim_due_deliveries", "claim_due_timers"]);
});
