import type { MessageId } from "../../people/ids.ts";
import { isOpsManager } from "../../people/permission.ts";
import type { Actor } from "../../people/role.ts";
import { createReply } from "../answering.ts";
import type { Desk } from "../desk.ts";
import { findReplySubject } from "../find_reply_subject.ts";
import { enter, type Incoming } from "../incoming.ts";
import type { Group, NewDelivery, Prompt, PromptPurpose, Transaction } from "../ports.ts";
import type { SettingsAnswer } from "../settings_answer.ts";
import { parseSetting } from "./parse_setting.ts";
import { redrawBoard } from "./settings_board.ts";

/** A reply to the question for a setting's new value. */
export interface SettingReply {
  readonly incoming: Incoming;
  readonly body: string | null;
  readonly group: Group | null;
  readonly actor: Actor;
  readonly prompt: Prompt & { readonly purpose: SettingPurpose };
}

type SettingPurpose = Extract<PromptPurpose, { readonly type: "setting" }>;

/** Whether the prompt asks for a setting and awaits this person's words. */
export function awaitsSetting(
  prompt: Prompt,
  { person }: Incoming,
): prompt is SettingReply["prompt"] {
  return prompt.purpose.type === "setting" && !prompt.closed && prompt.userId === person.userId;
}

/**
 * Changes the setting, or says what is wrong with the words; then the question stays.
 *
 * @returns whether it was changed
 */
export async function receiveSetting(
  { store }: Desk,
  tx: Transaction,
  { incoming, body, group, actor, prompt }: SettingReply,
): Promise<boolean> {
  const say = (said: SettingsAnswer) =>
    createReply(incoming, group, { type: "settings", said }, "passing");
  if (!isOpsManager(actor)) {
    const refused = say({ type: "refused", reason: { type: "not_manager" } });
    await store.deliveries.enqueue(tx, [refused]);
    return false;
  }
  const parsed = parseSetting(prompt.purpose.setting, body ?? "");
  if (!parsed.ok) {
    await store.deliveries.enqueue(tx, [say({ type: "refused", reason: parsed.reason })]);
    return false;
  }
  await Promise.all([
    store.settings.changeSettings(tx, parsed.change),
    store.messages.closePrompt(tx, prompt.id),
    store.deliveries.enqueue(tx, [
      say(parsed.said),
      ...forget(prompt),
      ...(prompt.replyTo === null
        ? []
        : [redrawBoard(prompt.place, prompt.replyTo, incoming.person.userId, "main")]),
    ]),
  ]);
  return true;
}

function forget({ place, messageId }: Prompt): readonly NewDelivery[] {
  return messageId === null ? [] : [{ place, content: { kind: "delete_message", messageId } }];
}

/** What somebody wrote in private as a reply to one of our messages. */
export interface PrivateReply extends Incoming {
  readonly body: string | null;
  readonly replyTo: MessageId;
}

/**
 * The same in a private chat.
 *
 * @returns whether it was such a reply; where it was not, nothing has been done
 */
export function receivePrivateSetting(desk: Desk, reply: PrivateReply): Promise<boolean> {
  const { store } = desk;
  return store.database.transaction(async (tx) => {
    const organisation = await store.organisations.enterHome(tx, reply.person.userId);
    if (organisation === null) return false;
    const subject = await findReplySubject(store, tx, reply, reply.replyTo);
    const prompt = subject?.type === "prompt" ? subject.prompt : null;
    if (prompt === null || !awaitsSetting(prompt, reply)) return false;
    const { fresh, actor } = await enter(store, tx, reply);
    if (!fresh) return true;
    const { body } = reply;
    await receiveSetting(desk, tx, { incoming: reply, body, group: null, actor, prompt });
    return true;
  });
}
