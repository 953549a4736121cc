/** The people and the group that a newcomer meets in `deno task dev` and `deno task sandbox`. */
import type { Sandbox } from "./control.ts";
import type { Bot, Chat, Person } from "./world.ts";

export interface DemoWorld {
  bot: Bot;
  group: Chat;
  /** Drivers. */
  dana: Person;
  omar: Person;
  /** Dispatchers: Mia of Maintenance, Sam of Dispatch. */
  mia: Person;
  sam: Person;
  /** The ops manager, who made the group. */
  olivia: Person;
}

/** @param token the bot's, where it must be the same after a restart */
export function createDemoWorld(sandbox: Sandbox, token?: string): DemoWorld {
  const person = (firstName: string, lastName: string, username?: string) =>
    sandbox.addPerson({ firstName, lastName, ...(username === undefined ? {} : { username }) });
  const olivia = person("Olivia", "Brandt", "olivia_brandt");
  const dana = person("Dana", "Ruiz", "dana_ruiz");
  // Without a username, as many people are: only a text mention reaches him.
  const omar = person("Omar", "Haddad");
  const mia = person("Mia", "Chen", "mia_chen");
  const sam = person("Sam", "Okafor", "sam_okafor");
  const group = sandbox.addGroup({
    title: "Acme Drivers",
    creator: olivia.id,
    members: [dana.id, omar.id, mia.id, sam.id],
  });
  const bot = sandbox.addBot({
    username: "roadcall_bot",
    firstName: "Roadcall",
    ...(token === undefined ? {} : { token }),
  });
  sandbox.addBotToGroup(group.id, bot, olivia.id, { administrator: true, canPinMessages: true });
  return { bot, group, dana, omar, mia, sam, olivia };
}
