import assert from "node:assert/strict";
import { connectServer } from "../../src/postgres/connect_server.ts";
import { DatabaseError } from "../../src/postgres/database_error.ts";
import { openStore } from "../../src/postgres/open_store.ts";
import { parseServerUrl } from "../../src/postgres/server_url.ts";
import { connectTo, createServerDatabase, serverUrl, testOnServer } from "./databases.ts";
import { createScene, report } from "./scenes.ts";

const options = { sanitizeResources: false, sanitizeOps: false };

/** A port on which nothing listens. */
function findClosedPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

Deno.test({
  name: "an unreachable server is tried for 30 seconds with growing waits, then said plainly",
  ...options,
  async fn() {
    let now = 0;
    const waits: number[] = [];
    const url = `postgres://roadcall:s3cret@127.0.0.1:${findClosedPort()}/desk`;
    await assert.rejects(
      connectServer(url, {
        setting: "DATABASE_URL",
        max: 1,
        retrySeconds: 30,
        now: () => now,
        onRetry: (_, waitMs) => waits.push(waitMs),
        sleep(ms) {
          now += ms;
          return Promise.resolve();
        },
      }),
      (error) =>
        error instanceof DatabaseError &&
        /stayed unreachable for 30 seconds \(nothing listens there\)/.test(error.message) &&
        /DATABASE_URL/.test(error.message) && !/s3cret|roadcall:/.test(error.message),
    );
    assert.deepEqual(waits.slice(0, 6), [250, 500, 1000, 2000, 4000, 5000]);
    assert.ok(now > 20_000 && now <= 30_000, `waited ${now} ms`);
  },
});

testOnServer("a server that comes up while it is waited for is used", async () => {
  const real = new URL(serverUrl ?? "");
  const proxied = new URL(real);
  proxied.port = String(findClosedPort());
  let proxy: Deno.Listener | null = null;
  let tries = 0;
  const connection = await connectServer(proxied.href, {
    setting: "DATABASE_URL",
    max: 1,
    retrySeconds: 30,
    sleep() {
      if (++tries === 2) proxy = startProxy(Number(proxied.port), real);
      return Promise.resolve();
    },
    now: () => 0,
  });
  const [row] = await connection.sql.unsafe("select 1 as one");
  assert.equal(row?.["one"], 1);
  assert.equal(tries, 2);
  await connection.close();
  startedProxy(proxy).close();
});

function startedProxy(proxy: Deno.Listener | null): Deno.Listener {
  if (proxy === null) throw new Error("The proxy was not started");
  return proxy;
}

/** Hands one connection on to the server. */
function startProxy(port: number, to: URL): Deno.Listener {
  const listener = Deno.listen({ hostname: to.hostname, port });
  listener.accept().then(async (client) => {
    const server = await Deno.connect({ hostname: to.hostname, port: Number(to.port || 5432) });
    await Promise.allSettled([
      client.readable.pipeTo(server.writable),
      server.readable.pipeTo(client.writable),
    ]);
  });
  return listener;
}

Deno.test("a pooler's parameters are read and not handed to the server", () => {
  const base = "postgres://me:p%40ss@db.example:6432/desk";
  assert.deepEqual(parseServerUrl(`${base}?pgbouncer=true&sslmode=require&connection_limit=1`), {
    url: `${base}?sslmode=require`,
    prepare: false,
    hasOneHost: true,
    label: "db.example:6432/desk",
  });
  assert.equal(parseServerUrl(`${base}?prepare=false`).prepare, false);
  assert.deepEqual(parseServerUrl(base), {
    url: base,
    prepare: true,
    hasOneHost: true,
    label: "db.example:6432/desk",
  });
  const several = "postgres://me@one:5432,two:5433/desk?target_session_attrs=primary";
  assert.equal(parseServerUrl(several).hasOneHost, false);
});

Deno.test("an address that cannot be read is refused without being repeated", async () => {
  await assert.rejects(
    connectTo("postgres://me:s3cret@not a host/desk"),
    (error) =>
      error instanceof DatabaseError && /no address of a Postgres database/.test(error.message) &&
      !/s3cret/.test(`${error.message} ${error.stack} ${error.cause}`),
  );
});

testOnServer(
  "a connection that breaks fails what is in hand, and the next goes on",
  async ({ store, sql }) => {
    await assert.rejects(store.database.transaction(async (tx) => {
      await store.clock.readClock(tx);
      await sql.unsafe(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
      await store.clock.readClock(tx);
    }));
    const now = await store.database.transaction((tx) => store.clock.readClock(tx));
    assert.ok(now > 0);
  },
);

testOnServer("a refused login and a missing database are said plainly", async ({ sql }) => {
  const [row] = await sql.unsafe("select current_database()::text as name");
  const url = new URL(serverUrl ?? "");
  url.pathname = `/${row?.["name"]}_not_there`;
  await assert.rejects(connectTo(url.href), /has no database of that name\. Create it/);
  url.pathname = `/${row?.["name"]}`;
  url.username = "roadcall_test_nobody";
  url.password = "s3cret";
  await assert.rejects(
    connectTo(url.href),
    (error) => /refuses the login/.test(String(error)) && !/s3cret/.test(String(error)),
  );
});

testOnServer("nothing of a transaction stays with the session, as poolers demand", async () => {
  const database = await createServerDatabase();
  try {
    const opened = await openStore({
      kind: "server",
      url: `${database.url}?pgbouncer=true`,
      migrateUrl: null,
      poolSize: 1,
      retrySeconds: 0,
    });
    const scene = await createScene(opened.store);
    await report(opened.store, scene);
    await opened.store.database.transaction(async (tx) => {
      assert.equal(await opened.store.organisations.findDepartment(tx, scene.dispatch), null);
    });
    await opened.close();
  } finally {
    await database.drop();
  }
});

testOnServer("a host is reached with the permission for it alone, by name or address", async () => {
  const url = new URL(serverUrl ?? "");
  for (const hostname of ["localhost", "127.0.0.1"]) {
    url.hostname = hostname;
    const script = new URL("connect_once.ts", import.meta.url).href;
    const connect = async (port: number) => {
      const grants = [`--allow-net=${hostname}:${port}`, "--allow-env", "--allow-read"];
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-check", "--no-prompt", "--cached-only", ...grants, script, url.href],
      }).output();
      return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    };
    assert.equal(await connect(Number(url.port)), "connected\n");
    assert.match(await connect(1), /DatabaseError.* cannot be used: (Requires net|.*EPERM)/);
  }
});
