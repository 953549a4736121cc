/** More groups beside the company's own, for stories about several. */
import type { Actor as Client } from "../../tools/sandbox/control.ts";
import type { CallbackOutcome, Chat } from "../../tools/sandbox/world.ts";
import type { Company, Someone } from "./company.ts";

export interface SecondGroup {
  readonly chat: Chat;
  readonly admin: Client;
  hire(firstName: string): Client;
}

/** A group that the bot was added to by its creator, as an administrator unless told otherwise. */
export function addGroup(
  { sandbox, bot }: Company,
  title: string,
  creator: string,
  administrator = true,
): SecondGroup {
  const person = sandbox.addPerson({ firstName: creator });
  const chat = sandbox.addGroup({ title, creator: person.id });
  sandbox.addBotToGroup(chat.id, bot, person.id, { administrator, canPinMessages: administrator });
  return {
    chat,
    admin: sandbox.as(person.id),
    hire(firstName) {
      const client = sandbox.as(sandbox.addPerson({ firstName }).id);
      client.join(chat.id);
      return client;
    },
  };
}

/** Has an OpsManager ask for a code in private, where the bot was started. */
export async function askForCode(company: Company, { id, client }: Someone): Promise<string> {
  const { sandbox } = company;
  const command = client.write(id, "/connect");
  const shown = await sandbox.until(
    () => sandbox.messages(id).find(({ replyTo }) => replyTo?.messageId === command),
    { what: "the bot shows a code" },
  );
  const code = /\/connect ([0-9a-f]+)/.exec(shown.text ?? "")?.[1];
  if (code === undefined) throw new Error(`no code in ${JSON.stringify(shown.text)}`);
  return code;
}

/** Presses the button whose text contains the label, under any message of any chat. */
export async function pressIn(
  { sandbox }: Company,
  personId: number,
  chatId: number,
  messageId: number,
  label: string,
): Promise<CallbackOutcome> {
  const buttons = sandbox.message(chatId, messageId)?.replyMarkup?.inline_keyboard.flat() ?? [];
  const button = buttons.find(({ text }) => text.includes(label));
  if (button === undefined) {
    throw new Error(
      `no button "${label}" among ${JSON.stringify(buttons.map(({ text }) => text))}`,
    );
  }
  return await sandbox.as(personId).press(chatId, messageId, button.text);
}
