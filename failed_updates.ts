/**
 * Lists the updates that failed three times and were set aside, or has them tried again, and ends:
 * `deno task failed-updates`, `deno task failed-updates replay 731204551`,
 * `deno task failed-updates replay all`. It shows nothing that anybody wrote.
 */
import { CONFIG_ERROR_EXIT_CODE } from "./src/config.ts";
import type { FailedUpdate, Store } from "./src/desk/ports.ts";
import { parseUpdateId, type UpdateId } from "./src/people/ids.ts";
import { withDatabase } from "./with_database.ts";

const usage = "deno task failed-updates             lists what was set aside\n" +
  "deno task failed-updates replay 123  has the update with this number tried again\n" +
  "deno task failed-updates replay all  has all of them tried again";

type Wish =
  | { readonly type: "list" }
  /** Null: all. */
  | { readonly type: "replay"; readonly id: UpdateId | null };

function parseArguments(args: readonly string[]): Wish | null {
  const [verb, which = "", ...rest] = args;
  if (verb === undefined) return { type: "list" };
  if (verb !== "replay" || rest.length > 0) return null;
  if (which === "all") return { type: "replay", id: null };
  const isId = /^[1-9]\d{0,15}$/.test(which) && Number.isSafeInteger(Number(which));
  return isId ? { type: "replay", id: parseUpdateId(which) } : null;
}

async function run(args: readonly string[]): Promise<number> {
  const wish = parseArguments(args);
  if (wish === null) {
    console.error(usage);
    return CONFIG_ERROR_EXIT_CODE;
  }
  return await withDatabase(({ store, backend }) =>
    wish.type === "list" ? list(store) : replay(store, wish.id, backend)
  );
}

async function list({ database, failedUpdates }: Store): Promise<number> {
  const updates = await database.transaction((tx) => failedUpdates.listSetAside(tx));
  if (updates.length === 0) {
    console.log("No update is set aside.");
    return 0;
  }
  const count = updates.length === 1 ? "One update" : `${updates.length} updates`;
  console.log(`${count} failed three times, and nothing came of it:\n`);
  for (const update of updates) console.log(`${describe(update)}\n`);
  console.log(
    "Once the error is mended: deno task failed-updates replay NUMBER, or replay all.\n" +
      "Whoever wrote it was told that nothing came of it and may have said it again since.",
  );
  return 0;
}

const types: Readonly<Record<string, string>> = {
  message: "a message",
  edited_message: "a message that was edited",
  callback_query: "a press of a button",
  my_chat_member: "the bot was added, removed, or given other rights",
  chat_member: "somebody came, left, or was given other rights",
};

function describe({ id, lane, type, error, setAsideAt }: FailedUpdate): string {
  const when = new Date(setAsideAt).toISOString().slice(0, 19).replace("T", " ");
  return [
    `number  ${id}`,
    `when    ${when} UTC`,
    `where   ${lane}`,
    `what    ${types[type] ?? type}`,
    `error   ${error.replaceAll("\n", "\n        ")}`,
  ].join("\n");
}

async function replay(
  { database, failedUpdates }: Store,
  id: UpdateId | null,
  backend: "embedded" | "server",
): Promise<number> {
  const ids = await database.transaction((tx) => failedUpdates.replay(tx, id));
  if (ids.length === 0) {
    if (id === null) {
      console.log("No update is set aside.");
      return 0;
    }
    console.error(`No update ${id} is set aside. deno task failed-updates lists those that are.`);
    return 1;
  }
  const count = ids.length === 1 ? `Update ${ids[0]} is` : `${ids.length} updates are`;
  const when = backend === "embedded" ? "when the program starts" : "within a minute";
  console.log(`${count} in the inbox again, and will be tried ${when}.`);
  return 0;
}

Deno.exit(await run(Deno.args));
