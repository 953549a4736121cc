/** A company on the sandbox: its people, its group, the bot, and what a story asks of them. */
import type { Hono } from "hono";
import type { Actor as Client, Sandbox } from "../../tools/sandbox/control.ts";
import { createSandbox } from "../../tools/sandbox/create_sandbox.ts";
import type { Bot, CallbackOutcome, Chat, SandboxMessage } from "../../tools/sandbox/world.ts";

/** A person at their client, in the company's group unless another chat is named. */
export interface Someone {
  readonly id: number;
  readonly name: string;
  readonly client: Client;
  write(text: string, options?: { replyTo?: number }): number;
  /** Presses the button of the incident's card whose text contains the label. */
  press(number: string, label: string): Promise<CallbackOutcome>;
  /** The same under any message. */
  pressUnder(messageId: number, label: string): Promise<CallbackOutcome>;
}

export interface Company {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  readonly group: Chat;
  readonly dana: Someone;
  readonly omar: Someone;
  readonly mia: Someone;
  readonly sam: Someone;
  readonly olivia: Someone;
  /** Adds one more person to the group. */
  hire(firstName: string, username?: string): Someone;
  /** The group's messages from the bot that are still there, oldest first. */
  botMessages(): SandboxMessage[];
  /** The incident's card as it stands, where there is one. */
  findCard(number: string): SandboxMessage | undefined;
  /** Waits until the incident's card says all of this, and is settled. */
  cardSays(number: string, ...parts: string[]): Promise<SandboxMessage>;
  /** Waits for a message of the bot that says this, in the group or the named chat. */
  botSays(part: string, chatId?: number): Promise<SandboxMessage>;
  /** Waits until no message of the bot says this any more. */
  botNoLongerSays(part: string): Promise<void>;
}

export interface CompanyOptions {
  readonly kind?: "supergroup" | "group";
  /** A supergroup with topics. */
  readonly isForum?: boolean;
  /** Ordinary membership instead of an administrator who may pin. */
  readonly botIsMember?: boolean;
  /** The page, where the story is played in a browser. */
  readonly page?: (sandbox: Sandbox) => Hono;
  readonly onSkip?: (seconds: number) => Promise<void>;
  readonly onTick?: () => Promise<void>;
}

export function createCompany(options: CompanyOptions = {}): Company {
  const sandbox = createSandbox({
    ...(options.page && { page: options.page }),
    ...(options.onSkip && { onSkip: options.onSkip }),
    ...(options.onTick && { onTick: options.onTick }),
  });
  const bot = sandbox.addBot({ username: "roadcall_bot", firstName: "Roadcall" });
  const olivia = sandbox.addPerson({ firstName: "Olivia", lastName: "Brandt", username: "olivia" });
  const group = sandbox.addGroup({
    title: "Acme Drivers",
    kind: options.kind ?? "supergroup",
    isForum: options.isForum ?? false,
    creator: olivia.id,
  });
  const administrator = options.botIsMember !== true;
  sandbox.addBotToGroup(group.id, bot, olivia.id, {
    administrator,
    canPinMessages: administrator,
  });

  const getCard = (number: string): SandboxMessage => {
    const card = findCard(number);
    if (card === undefined) throw new Error(`there is no card of incident ${number}`);
    return card;
  };
  const findCard = (number: string) =>
    botMessages().find((message) => headingNumber(message) === number);
  const botMessages = (chatId = group.id) =>
    sandbox.messages(chatId).filter((message) =>
      message.fromId === bot.personId && message.service === undefined
    );

  function meet(id: number, name: string): Someone {
    const client = sandbox.as(id);
    const pressUnder = (messageId: number, label: string) => {
      const message = sandbox.message(group.id, messageId);
      const labels = (message?.replyMarkup?.inline_keyboard ?? []).flat().map(({ text }) => text);
      const text = labels.find((one) => one === label) ?? labels.find((one) => one.includes(label));
      if (text === undefined) {
        throw new Error(`no button "${label}" among ${JSON.stringify(labels)}`);
      }
      return client.press(group.id, messageId, text);
    };
    return {
      id,
      name,
      client,
      write: (text, how = {}) => client.write(group.id, text, how),
      press: (number, label) => pressUnder(getCard(number).id, label),
      pressUnder,
    };
  }

  function hire(firstName: string, username?: string): Someone {
    const person = sandbox.addPerson({ firstName, ...(username && { username }) });
    sandbox.as(person.id).join(group.id);
    return meet(person.id, firstName);
  }

  return {
    sandbox,
    bot,
    group,
    olivia: meet(olivia.id, "Olivia"),
    dana: hire("Dana", "dana"),
    omar: hire("Omar"),
    mia: hire("Mia", "mia"),
    sam: hire("Sam", "sam"),
    hire,
    botMessages: () => botMessages(),
    findCard,
    cardSays: (number, ...parts) =>
      sandbox.until(() => {
        const card = findCard(number);
        return card !== undefined && parts.every((part) => card.text?.includes(part)) ? card : null;
      }, { what: `the card of ${number} says ${JSON.stringify(parts)}` }),
    botSays: (part, chatId = group.id) =>
      sandbox.until(
        () => botMessages(chatId).find((message) => message.text?.includes(part)),
        { what: `the bot says ${JSON.stringify(part)}` },
      ),
    async botNoLongerSays(part) {
      await sandbox.until(
        () => !botMessages().some((message) => message.text?.includes(part)),
        { what: `the bot no longer says ${JSON.stringify(part)}` },
      );
    },
  };
}

/** A card is told by its heading: an emoji, the number, a dot, the state. */
function headingNumber(message: SandboxMessage): string | undefined {
  return /^\S+ (\d{4,}) · /u.exec(message.text ?? "")?.[1];
}
