/** What is kept after a breach, to look into it. */
import type { SandboxMessage } from "../sandbox/world.ts";
import type { TrialRecord, Verdict } from "./ports.ts";
import type { RunningWorld } from "./world/create_world.ts";

/**
 * Writes the breaches, people's record, the chats, the calls and the database down, beside what the replicas
 * said.
 *
 * @param folder made where it is missing
 */
export async function keepEvidence(
  folder: string,
  { world, record, verdict, logs }: {
    readonly world: RunningWorld;
    readonly record: TrialRecord;
    readonly verdict: Verdict;
    /** The replicas' logs. */
    readonly logs: readonly string[];
  },
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const chats = world.groups.map(({ chatId, title, organisation }) => ({
    chatId,
    title,
    organisation,
    pinned: world.sandbox.chat(chatId).pinned,
    messages: [...world.sandbox.chat(chatId).messages.values()].map(toPlain),
  }));
  await Promise.all([
    Deno.writeTextFile(`${folder}/breaches.jsonl`, toLines(verdict.breaches)),
    Deno.writeTextFile(`${folder}/record.jsonl`, toLines(record.entries)),
    Deno.writeTextFile(`${folder}/chats.jsonl`, toLines(chats)),
    Deno.writeTextFile(`${folder}/calls.jsonl`, toLines(world.calls)),
    world.postgres.dump(`${folder}/database.sql`),
    ...logs.map((log) => Deno.copyFile(log, `${folder}/${log.split("/").at(-1) ?? "replica"}`)),
  ]);
}

function toPlain(message: SandboxMessage): unknown {
  return { ...message, reactions: [...message.reactions] };
}

function toLines(list: readonly unknown[]): string {
  return list.map((one) => `${JSON.stringify(one)}\n`).join("");
}
