/** `reply_markup`: one kind a message, checked as Telegram checks it. */
import * as v from "valibot";
import { badRequest } from "./bot_api_error.ts";
import type { InlineKeyboardMarkup, SandboxMessage } from "./world.ts";

const KINDS = ["inline_keyboard", "keyboard", "remove_keyboard", "force_reply"] as const;
const MAX_BUTTONS = 100;
const MAX_IN_A_ROW = 8;
const MAX_DATA_BYTES = 64;

const label = v.string();
const style = v.exactOptional(v.picklist(["danger", "success", "primary"]));
const buttonSchema = v.union([
  v.strictObject({ text: label, style, callback_data: v.string() }),
  v.strictObject({ text: label, style, url: v.string() }),
  v.strictObject({ text: label, style, copy_text: v.strictObject({ text: v.string() }) }),
  v.strictObject({ text: label, style, switch_inline_query: v.string() }),
  v.strictObject({ text: label, style, switch_inline_query_current_chat: v.string() }),
]);
const inlineSchema = v.strictObject({ inline_keyboard: v.array(v.array(buttonSchema)) });
const forceReplySchema = v.strictObject({
  force_reply: v.literal(true),
  input_field_placeholder: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  selective: v.exactOptional(v.boolean()),
});

export type Markup = Pick<SandboxMessage, "replyMarkup" | "forceReply">;

export function readMarkup(raw: Readonly<Record<string, unknown>> | undefined): Markup {
  if (raw === undefined || Object.keys(raw).length === 0) return {};
  const kinds = KINDS.filter((kind) => Object.hasOwn(raw, kind));
  if (kinds.length > 1) throw badRequest(`reply_markup is ${kinds.join(" and ")} at once`);
  switch (kinds[0]) {
    case "inline_keyboard":
      return readInlineMarkup(raw);
    case "force_reply": {
      const parsed = v.safeParse(forceReplySchema, raw);
      if (!parsed.success) throw badRequest("object expected as reply markup");
      const { selective = false, input_field_placeholder: placeholder } = parsed.output;
      return { forceReply: { selective, ...(placeholder === undefined ? {} : { placeholder }) } };
    }
    case undefined:
      throw badRequest("object expected as reply markup");
    default:
      throw badRequest(`reply_markup.${kinds[0]} is not simulated by the sandbox`);
  }
}

/** An edited message keeps only an inline keyboard. An empty one is none. */
export function readInlineMarkup(
  raw: Readonly<Record<string, unknown>> | undefined,
): Pick<Markup, "replyMarkup"> {
  if (raw === undefined || Object.keys(raw).length === 0) return {};
  const parsed = v.safeParse(inlineSchema, raw);
  if (!parsed.success) throw badRequest(describe(raw, parsed.issues[0]));
  const rows = parsed.output.inline_keyboard.filter((row) => row.length > 0);
  checkButtons(rows);
  return rows.length === 0 ? {} : { replyMarkup: { inline_keyboard: rows } };
}

function checkButtons(rows: InlineKeyboardMarkup["inline_keyboard"]): void {
  if (rows.flat().length > MAX_BUTTONS) throw badRequest("reply markup is too long");
  if (rows.some((row) => row.length > MAX_IN_A_ROW)) {
    throw badRequest(`a row of the inline keyboard has more than ${MAX_IN_A_ROW} buttons`);
  }
  for (const button of rows.flat()) {
    if (button.text.trim() === "") {
      throw badRequest('can\'t parse inline keyboard button: Field "text" must be non-empty');
    }
    if ("callback_data" in button) {
      const bytes = new TextEncoder().encode(button.callback_data).length;
      if (bytes < 1 || bytes > MAX_DATA_BYTES) throw badRequest("BUTTON_DATA_INVALID");
    }
    if ("url" in button && !isButtonUrl(button.url)) {
      throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
    }
  }
}

function isButtonUrl(url: string): boolean {
  const parsed = URL.parse(url.includes("://") ? url : `http://${url}`);
  return parsed !== null && ["http:", "https:", "tg:"].includes(parsed.protocol);
}

function describe(raw: Readonly<Record<string, unknown>>, issue: v.BaseIssue<unknown>): string {
  if (!Array.isArray(raw.inline_keyboard)) {
    return "object expected as reply markup: inline_keyboard must be an array of rows";
  }
  const where = v.getDotPath(issue) ?? "inline_keyboard";
  return `can't parse inline keyboard button at ${where}: a button has a text and exactly one ` +
    "action that the sandbox knows (callback_data, url, copy_text, switch_inline_query)";
}
