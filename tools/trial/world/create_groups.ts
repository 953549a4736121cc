/** The organisations of the trial: set up through the bot, as people do, before any trouble. */
import type { Sandbox } from "../../sandbox/control.ts";
import type { Bot, SandboxMessage } from "../../sandbox/world.ts";
import type { TrialGroup, TrialPerson, TrialWorld } from "../ports.ts";

/** Those that a group gets where it is set up by its name alone. */
const departments = ["Dispatch", "Maintenance", "Safety", "Accounting"] as const;
const groupsOfOrganisation = 5;
const dispatchersOfDepartment = 2;
const driversOfGroup = 5;
/** Of the wall's time, in which nothing else happens: with patience for a busy machine. */
const patienceMs = 60_000;

export interface SetUp {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  readonly scale: number;
  readonly awaitIn: TrialWorld["awaitIn"];
}

/** @throws {Error} where the bot does not do as it is told */
export async function createGroups(setUp: SetUp, count: number): Promise<readonly TrialGroup[]> {
  const sizes = Array.from(
    { length: Math.ceil(count / groupsOfOrganisation) },
    (_, index) => Math.min(groupsOfOrganisation, count - index * groupsOfOrganisation),
  );
  const made = await Promise.all(
    sizes.map((size, index) => createOrganisation(setUp, index + 1, size)),
  );
  return made.flat();
}

async function createOrganisation(
  setUp: SetUp,
  number: number,
  size: number,
): Promise<readonly TrialGroup[]> {
  const { sandbox, bot } = setUp;
  const organisation = `Haulier ${number}`;
  const manager = addPerson(sandbox, `Manager${number}`, "ops_manager", [...departments]);
  const dispatchers = departments.flatMap((department) =>
    Array.from(
      { length: dispatchersOfDepartment },
      (_, index) =>
        addPerson(sandbox, `${department}${number}${"abcdefgh"[index] ?? ""}`, "dispatcher", [
          department,
        ]),
    )
  );
  const groups = Array.from({ length: size }, (_, index): TrialGroup => {
    const drivers = Array.from(
      { length: driversOfGroup },
      (_, driver) => addPerson(sandbox, `Driver${number}x${index + 1}x${driver + 1}`, "driver", []),
    );
    const people = [manager, ...dispatchers, ...drivers];
    const title = `${organisation}, yard ${index + 1}`;
    const { id } = sandbox.addGroup({
      title,
      creator: manager.id,
      members: people.slice(1).map(({ id }) => id),
    });
    sandbox.addBotToGroup(id, bot, manager.id, { administrator: true });
    return { chatId: id, title, organisation, departments, people };
  });
  const [first, ...others] = groups;
  if (first === undefined) return [];
  await ask(setUp, manager, first.chatId, `/setup ${organisation}`, "is set up");
  await addDispatchers(setUp, manager, dispatchers, first.chatId);
  sandbox.as(manager.id).startBot(bot);
  for (const { chatId } of others) await connectGroup(setUp, manager, chatId);
  return groups;
}

async function addDispatchers(
  setUp: SetUp,
  manager: TrialPerson,
  dispatchers: readonly TrialPerson[],
  chatId: number,
): Promise<void> {
  for (const { id, departments, firstName } of dispatchers) {
    const hello = setUp.sandbox.as(id).write(chatId, "Good morning");
    const command = `/member ${departments.join(" ")}`;
    await ask(setUp, manager, chatId, command, firstName, hello);
  }
}

/** By a code that the manager asks for in private, brings to the group and approves. */
async function connectGroup(setUp: SetUp, manager: TrialPerson, chatId: number): Promise<void> {
  const { sandbox } = setUp;
  const shown = await ask(setUp, manager, manager.id, "/connect", "/connect ");
  const code = /\/connect ([0-9a-f]+)/.exec(shown.text ?? "")?.[1];
  if (code === undefined) throw new Error(`no code in ${JSON.stringify(shown.text)}`);
  sandbox.as(manager.id).write(chatId, `/connect ${code}`);
  const asked = await find(setUp, manager.id, "wants to connect", shown.id);
  const label = asked.replyMarkup?.inline_keyboard.flat()
    .find(({ text }) => text.includes("Approve"))?.text ?? "Approve";
  await sandbox.as(manager.id).press(manager.id, asked.id, label);
  await find(setUp, chatId, "belongs to", 0);
}

/** Writes and waits for what the bot says to it. */
async function ask(
  setUp: SetUp,
  { id }: TrialPerson,
  chatId: number,
  text: string,
  answer: string,
  replyTo?: number,
): Promise<SandboxMessage> {
  const written = setUp.sandbox.as(id).write(
    chatId,
    text,
    replyTo === undefined ? {} : { replyTo },
  );
  return await find(setUp, chatId, answer, written);
}

async function find(
  { sandbox, bot, scale, awaitIn }: SetUp,
  chatId: number,
  part: string,
  after: number,
): Promise<SandboxMessage> {
  const found = await awaitIn(
    chatId,
    () =>
      sandbox.messages(chatId).find(({ id, fromId, text }) =>
        fromId === bot.personId && id > after && text?.includes(part)
      ),
    patienceMs / 1000 * scale,
  );
  if (found !== null) return found;
  const texts = sandbox.messages(chatId).map(({ text }) => text).join("\n");
  throw new Error(`the bot does not say ${JSON.stringify(part)}; what stands there:\n${texts}`);
}

function addPerson(
  sandbox: Sandbox,
  firstName: string,
  role: TrialPerson["role"],
  departments: readonly string[],
): TrialPerson {
  const { id } = sandbox.addPerson({ firstName, username: firstName.toLowerCase() });
  return { id, firstName, role, departments };
}
