/** The scopes of a bot's command lists, and the names under which the sandbox keeps them. */
import * as v from "valibot";
import { getChatForBot } from "./access.ts";
import { json, optional, text } from "./parameters.ts";
import type { CallContext } from "./parts.ts";

const plainScope = v.strictObject({
  type: v.picklist([
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
  ]),
});
const chatScope = v.strictObject({
  type: v.picklist(["chat", "chat_administrators"]),
  chat_id: v.union([v.number(), v.string()]),
});
const memberScope = v.strictObject({
  type: v.literal("chat_member"),
  chat_id: v.union([v.number(), v.string()]),
  user_id: v.number(),
});
const scopeSchema = v.variant("type", [plainScope, chatScope, memberScope]);

export const scopeParameters = {
  scope: optional(json(scopeSchema)),
  language_code: optional(v.union([v.literal(""), v.pipe(text, v.regex(/^[a-z]{2}$/))])),
};

/** @returns the key in `Bot.commands`, such as `chat:-100123|en` */
export function nameOfScope(
  context: CallContext,
  parameters: { scope?: v.InferOutput<typeof scopeSchema>; language_code?: string },
): string {
  const { scope = { type: "default" }, language_code: language = "" } = parameters;
  const suffix = language === "" ? "" : `|${language}`;
  if (!("chat_id" in scope)) return `${scope.type}${suffix}`;
  const { id } = getChatForBot(context, scope.chat_id);
  const member = scope.type === "chat_member" ? `:${scope.user_id}` : "";
  return `${scope.type}:${id}${member}${suffix}`;
}
