import type { Sandbox } from "../sandbox/control.ts";
import type { DemoWorld } from "../sandbox/demo_world.ts";

/** The bot may still be fetching its packages at the very first start. */
const patienceMs = 300_000;

/**
 * Has the demo's people set up their company in the chat, as real ones would: Olivia becomes its
 * OpsManager, Mia belongs to Maintenance, Sam to Dispatch. Resolves when the bot has answered all.
 */
export async function setUpDemo(sandbox: Sandbox, demo: DemoWorld): Promise<void> {
  const { group, olivia, mia, sam } = demo;
  await answered(sandbox, demo, sandbox.as(olivia.id).write(group.id, "/setup Acme Logistics"));
  const hires = [
    { person: mia, department: "Maintenance", greeting: "Morning everyone, the workshop is open." },
    { person: sam, department: "Dispatch", greeting: "Good morning, dispatch is here." },
  ];
  for (const { person, department, greeting } of hires) {
    const replyTo = sandbox.as(person.id).write(group.id, greeting);
    const command = sandbox.as(olivia.id).write(group.id, `/member ${department}`, { replyTo });
    await answered(sandbox, demo, command);
  }
}

/** What each of the demo's people is, for the page. */
export function listRoleHints({ dana, omar, mia, sam, olivia }: DemoWorld): Map<number, string> {
  return new Map([
    [dana.id, "Driver"],
    [omar.id, "Driver"],
    [mia.id, "Maintenance"],
    [sam.id, "Dispatch"],
    [olivia.id, "Ops manager"],
  ]);
}

async function answered(sandbox: Sandbox, { bot, group }: DemoWorld, command: number) {
  await sandbox.until(
    () =>
      sandbox.messages(group.id).some(({ fromId, replyTo }) =>
        fromId === bot.personId && replyTo?.messageId === command
      ),
    { what: "the bot answers the set-up", timeoutMs: patienceMs },
  );
}
