/**
 * The least that a bot could do for a press: a bare grammY handler with one transaction of lock,
 * update and insert, which travel together, and an answer. The desk is measured against it. It is
 * started as the desk is, with the same settings.
 */
import { Bot, webhookCallback } from "grammy";
import postgres from "postgres";

function getSetting(name: string): string {
  const value = Deno.env.get(name);
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

const sql = postgres(getSetting("DATABASE_URL"), { max: 10, fetch_types: false });
await sql.unsafe(`
  create table cards (id bigint primary key, holder bigint, version integer not null);
  create table events (
    id bigint generated always as identity primary key, card_id bigint not null references cards,
    user_id bigint not null, what text not null, at timestamptz not null default now()
  )`).simple();
await sql`insert into cards select id, null, 1 from generate_series(1, 1000) as id`;

const bot = new Bot(getSetting("BOT_TOKEN"), {
  client: { apiRoot: getSetting("TELEGRAM_API_ROOT") },
});
bot.callbackQuery(/^(claim|release) (\d+)$/, async (ctx) => {
  const [, what = "", id = ""] = ctx.match;
  const user = ctx.from.id;
  const holder = what === "claim" ? user : null;
  await sql.begin((tx) =>
    Promise.all([
      tx`select holder, version from cards where id = ${id} for update`,
      tx`update cards set holder = ${holder}, version = version + 1 where id = ${id}`,
      tx`insert into events (card_id, user_id, what) values (${id}, ${user}, ${what})`,
    ])
  );
  await ctx.answerCallbackQuery(what === "claim" ? "It is yours." : "It waits again.");
});
const handle = webhookCallback(bot, "std/http", { secretToken: getSetting("WEBHOOK_SECRET") });
Deno.serve(
  { hostname: "127.0.0.1", port: Number(getSetting("PORT")), onListen() {} },
  (request) => handle(request),
);
await bot.init();
await bot.api.setWebhook(getSetting("WEBHOOK_URL"));
