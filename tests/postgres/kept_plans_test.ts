/**
 * Whether what a desk asks of the line all day stays quick when much waits at once, by the plans that
 * its connections keep from when little did.
 *
 * Two words in 0031 do nothing else: `is true`, without which the `in` may become a join that tries
 * each send with each head, and `materialized`, without which the list of what holds chats up is
 * folded into a join and made anew for each chat.
 */
import assert from "node:assert/strict";
import { connectTo, createServerDatabase, testOnServer } from "./databases.ts";
import { renderLimitTerms } from "./limit_terms.ts";

const terms = renderLimitTerms(["reminder"]);
/** Both in a transaction that is given up, so that each meets the same. */
const questions = [
  `select from claim_due_deliveries(16, 10, ${terms})`,
  `select next_delivery_due_at(${terms})`,
];
const chats = 40;
/**
 * What Postgres settles on where it takes a table to be tiny; set, since it needs to be seen once and
 * not on the days on which it happens.
 */
const lastResorts = `
  set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off`;
/** How often one question may read a row; once for each chat would be 40. */
const mostTimes = 8;

/** So many for each of the chats, and so many that were sent to each within the last minute. */
function fill(each: number): string {
  return `
    insert into deliveries (kind, chat_id, content, priority, due_at)
    select 'reminder', -1 - i % ${chats}, '{"kind": "reminder"}', 20, roadcall_now()
    from generate_series(1, ${chats * each}) i;
    insert into recent_sends (chat_id, at)
    select -1 - i % ${chats}, roadcall_now() - interval '10 seconds'
    from generate_series(1, ${chats * Math.min(each, 10)}) i`;
}

testOnServer(
  "a storm is met by the plans of a quiet day, and nothing is read again and again",
  async () => {
    const database = await createServerDatabase({ migrated: true });
    const { sql, close } = await connectTo(database.url, 1);
    const countRead = async () => {
      const [row] = await sql.unsafe(`
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int8 as read
        from pg_stat_xact_user_tables where relname in ('deliveries', 'recent_sends')`);
      return Number(row?.["read"]);
    };
    try {
      await sql.unsafe(`${lastResorts}; ${fill(3)}; analyze deliveries, recent_sends`).simple();
      for (const question of questions) {
        // Postgres settles on a plan to keep after five.
        for (let i = 0; i < 8; i++) await sql.unsafe(`begin; ${question}; rollback`).simple();
      }
      await sql.unsafe(`delete from deliveries; delete from recent_sends; ${fill(50)}`).simple();
      for (const question of questions) {
        await sql.unsafe("begin");
        const before = await countRead();
        await sql.unsafe(question);
        const read = await countRead() - before;
        await sql.unsafe("rollback");
        const there = chats * (50 + 10);
        assert.ok(read > 0 && read <= mostTimes * there, `${question} read ${read} of ${there}`);
      }
    } finally {
      await close();
      await database.drop();
    }
  },
);
