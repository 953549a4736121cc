/** What happens to database servers, to a real one, while the desk works and is not restarted. */
import assert from "node:assert/strict";
import { connectTo } from "../postgres/databases.ts";
import { startFlakyProxy } from "../postgres/flaky_proxy.ts";
import { createOwnCluster, ownCluster } from "../postgres/own_cluster.ts";
import { testWith } from "../requirement.ts";
import { type Desk, startDesk } from "./start_desk.ts";

async function readReadiness({ program }: Desk): Promise<readonly [number, string]> {
  const answer = await fetch(`http://127.0.0.1:${program.port}/readyz`);
  return [answer.status, (await answer.json()).database];
}

/** Asks until it is so. What it asks tells nobody of a change, so there is nothing to wait for. */
async function becomes(desk: Desk, status: number, database: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (true) {
    const found = await readReadiness(desk);
    if (found[0] === status && found[1] === database) return;
    assert.ok(performance.now() < deadline, `it says ${found.join()}, not ${status},${database}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const sound = [200, "ok"] as const;

testWith(
  ownCluster,
  "a server that restarts, crashes, is full, is locked and fails over: nothing lost, nothing twice",
  async (test) => {
    const primary = await createOwnCluster();
    const admin = async (statement: string, url = primary.url) => {
      const { sql, close } = await connectTo(url, 1);
      const [row] = await sql.unsafe(statement);
      await close();
      return row;
    };
    await admin("create role desk login createrole");
    await admin("create database desk owner desk");
    const proxy = startFlakyProxy(`postgres://desk@127.0.0.1:${primary.port}/desk`);
    const desk = await startDesk({
      settings: { DATABASE_URL: proxy.url, MIGRATE_DATABASE_URL: proxy.url },
      expectsTroubles: true,
    });
    const { dana, mia, sandbox, group } = desk;
    let standby: typeof primary | null = null;
    try {
      await test.step("told to stop, and started again", async () => {
        await primary.stop("fast");
        dana.write("/ticket flat tyre, I-95 exit 12");
        await becomes(desk, 503, "does not answer");
        await primary.start();
        await desk.cardSays("0001", "flat tyre");
        assert.deepEqual(await readReadiness(desk), sound);
      });

      await test.step("crashed, and recovering", async () => {
        await primary.stop("immediate");
        const pressed = dana.press("0001", "Maintenance");
        await primary.start();
        await desk.cardSays("0001", "Waiting for Maintenance");
        assert.ok((await pressed).answered);
        assert.deepEqual(await readReadiness(desk), sound);
      });

      await test.step("no connection left", async () => {
        await admin("alter role desk connection limit 0");
        proxy.cut();
        const pressed = mia.press("0001", "Claim");
        await becomes(desk, 503, "does not answer");
        await admin("alter role desk connection limit -1");
        await desk.cardSays("0001", "In progress", "Mia");
        assert.ok((await pressed).answered);
        assert.deepEqual(await readReadiness(desk), sound);
      });

      await test.step("somebody holds a table", async () => {
        const other = await connectTo(primary.url.replace(/postgres$/, "desk"), 1);
        const pressed = await other.sql.begin(async (tx) => {
          await tx.unsafe("lock table incidents in access exclusive mode");
          const press = mia.press("0001", "Resolve");
          const waiting = "select count(*)::integer as some from pg_locks where not granted";
          for (let tries = 0; Number((await tx.unsafe(waiting))[0]?.["some"]) === 0; tries++) {
            assert.ok(tries < 10_000, "the press waits for the table");
          }
          return { press };
        });
        await other.close();
        await desk.cardSays("0001", "Waiting for the summary", "Mia");
        assert.ok((await pressed.press).answered);
      });

      await test.step("failed over, with connections that still lead to the old one", async () => {
        standby = await primary.createStandby();
        await admin("alter system set default_transaction_read_only = on");
        await admin("select pg_reload_conf()");
        const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
        mia.write("tyre replaced", { replyTo: prompt.id });
        await becomes(desk, 503, "takes no writes");
        const written = (await admin("select pg_current_wal_lsn()::text as lsn"))?.["lsn"];
        const replayed = `select pg_last_wal_replay_lsn() >= '${written}' as all`;
        for (let tries = 0; (await admin(replayed, standby.url))?.["all"] !== true; tries++) {
          assert.ok(tries < 1_000, "the standby gets all");
        }
        await standby.promote();
        proxy.to = new URL(standby.url.replace(/postgres$/, "desk"));
        await desk.cardSays("0001", "Resolved", "tyre replaced");
        await becomes(desk, ...sound);
      });

      await desk.program.settle();
      await sandbox.until(() => sandbox.pinned(group.id).length === 0, { what: "it is unpinned" });
      const cards = desk.botMessages().filter(({ text }) => /^\S+ 0001 · /u.test(text ?? ""));
      assert.equal(cards.length, 1);
      assert.equal(desk.findCard("0002"), undefined);
      const happened = await admin(
        `select string_agg(type, ' ' order by ordinal) as types,
          (select count(*)::integer from failed_updates) as failed from timeline_events`,
        proxy.to.href.replace("desk@", "postgres@"),
      );
      assert.equal(
        happened?.["types"],
        "opened department_assigned claimed resolution_requested claim_ended resolved",
      );
      assert.equal(happened?.["failed"], 0, "none of it counts against an update");
    } finally {
      await desk[Symbol.asyncDispose]();
      proxy.close();
      for (const cluster of [standby, primary]) await cluster?.remove();
    }
  },
);
