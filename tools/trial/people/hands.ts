/** What a person does with their hands. Everything is written down, with what they were told. */
import { SandboxError } from "../../sandbox/control.ts";
import type { Pressed, TrialPerson, TrialWorld } from "../ports.ts";
import type { SeenButton, SeenCard } from "./look.ts";
import type { Entry, Meaning, PressEntry, WayToReport } from "./record.ts";

/** Half a minute on the wall, as a client waits for the answer to a press that it remembers. */
const staleWaitMs = 30_000;

export interface Hands {
  /** Writes `/ticket` in this way. @returns the message that the card is going to answer */
  report(person: TrialPerson, how: WayToReport, tag: string, witness: TrialPerson): number;
  /** Says something, in answer to a message. @returns the message's id; null where they may not */
  say(person: TrialPerson, meaning: Meaning, about: About): number | null;
  /** Gives an own report other words. */
  edit(person: TrialPerson, messageId: number, tag: string): void;
  /** Presses a button of the card, also one that is not there any more. */
  press(person: TrialPerson, card: SeenCard, button: SeenButton): Promise<Pressed>;
}

export interface About {
  readonly number: number | null;
  readonly replyTo: number | null;
  readonly tag: string;
}

export interface HandsOptions {
  readonly world: TrialWorld;
  readonly chatId: number;
  readonly life: number;
  /** Gets everything that was done, in its order. */
  readonly write: (entry: Entry) => void;
}

const notAnswered: Pressed = { answered: false, text: "", alert: false };

export function createHands({ world, chatId, life, write }: HandsOptions): Hands {
  const { sandbox } = world;
  const base = (person: TrialPerson) => ({ life, chatId, personId: person.id, at: world.now() });

  return {
    report(person, how, tag, witness) {
      const client = sandbox.as(person.id);
      const words = `Engine light on, ${tag}, at exit ${life % 40}`;
      const entry = { ...base(person), kind: "report", how, tag } as const;
      const messageId = reportAs(how);
      write({ ...entry, messageId });
      return messageId;

      function reportAs(way: WayToReport): number {
        switch (way) {
          case "words":
            return client.write(chatId, `/ticket ${words}`);
          case "caption":
            return client.sendMedia(chatId, { kind: "photo", caption: `/ticket ${words}` });
          case "photo":
            return client.sendMedia(chatId, { kind: "photo", caption: "/ticket" });
          case "reply": {
            const seen = sandbox.as(witness.id).write(chatId, words);
            return client.write(chatId, "/ticket", { replyTo: seen });
          }
          case "bare":
            client.write(chatId, words);
            return client.write(chatId, "/ticket");
        }
      }
    },
    say(person, meaning, { number, replyTo, tag }) {
      const entry = { ...base(person), kind: "words", meaning, tag, number } as const;
      const heard = replyTo === null || sandbox.message(chatId, replyTo)?.deleted === false;
      const text = phrase(meaning, number, tag);
      const messageId = attempt(() =>
        sandbox.as(person.id).write(chatId, text, replyTo === null ? {} : { replyTo })
      );
      if (messageId !== null) write({ ...entry, messageId, heard });
      return messageId;
    },
    edit(person, messageId, tag) {
      const entry = { ...base(person), kind: "edit", messageId, tag } as const;
      const done = attempt(() => {
        sandbox.as(person.id).editText(chatId, messageId, `/ticket Engine light on, now ${tag}`);
        return true;
      });
      if (done !== null) write(entry);
    },
    async press(person, card, { label, data }) {
      const entry: PressEntry = {
        ...base(person),
        kind: "press",
        messageId: card.messageId,
        data,
        label,
        saw: card.heading,
        until: Infinity,
        told: notAnswered,
      };
      const pressed = begin();
      if (pressed === null) return notAnswered;
      write(entry);
      entry.told = await pressed;
      entry.until = world.now();
      return entry.told;

      function begin(): Promise<Pressed> | null {
        const standing = sandbox.message(chatId, card.messageId)?.replyMarkup?.inline_keyboard
          .flat().some((button) => "callback_data" in button && button.callback_data === data);
        return attempt(() =>
          standing === true
            ? world.press(person.id, chatId, card.messageId, data)
            : sandbox.as(person.id).pressData(chatId, card.messageId, data, {
              timeoutMs: staleWaitMs,
            }).then(({ answered, text = "", alert }) => ({ answered, text, alert }))
        );
      }
    },
  };
}

function phrase(meaning: Meaning, number: number | null, tag: string): string {
  switch (meaning) {
    case "summary":
      return `Replaced the sensor, ${tag}`;
    case "comment":
      return `The tow truck is on its way, ${tag}`;
    case "comment_command":
      return `/comment ${number} Driver called back, ${tag}`;
    case "reopen_command":
      return `/reopen ${number} It is on again, ${tag}`;
    case "description":
      return `It leaks oil, ${tag}`;
  }
}

/** Null where the client does not offer it: the message was deleted a moment ago, say. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof SandboxError) return null;
    throw error;
  }
}
