/**
 * Building blocks for methods' parameters. A client may send numbers, flags and objects as
 * such (JSON) or as text (forms): both are read alike, as Telegram does.
 */
import * as v from "valibot";

function readJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A value that a form carries as JSON. */
export function json<const S extends v.GenericSchema>(schema: S) {
  return v.pipe(v.unknown(), v.transform(readJson), schema);
}

export const integer = v.pipe(v.unknown(), v.transform(readJson), v.number(), v.safeInteger());
export const flag = v.pipe(
  v.unknown(),
  v.transform((value) => value === "True" ? true : value === "False" ? false : readJson(value)),
  v.boolean(),
);
/** Digits are an id; anything else is a username. */
export const chatId = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform((value) => /^-?\d+$/.test(String(value)) ? Number(value) : value),
);
export const optional = v.exactOptional;
export const text = v.string();

export const parseMode = v.string();

export const entity = v.looseObject({
  type: v.string(),
  offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
  length: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export const entities = json(v.array(entity));

export const replyParameters = json(v.strictObject({
  message_id: v.pipe(v.number(), v.integer()),
  chat_id: optional(v.union([v.number(), v.string()])),
  allow_sending_without_reply: optional(v.boolean()),
  quote: optional(v.pipe(v.string(), v.maxLength(1024))),
  quote_parse_mode: optional(v.string()),
  quote_entities: optional(v.array(entity)),
  quote_position: optional(v.pipe(v.number(), v.integer())),
}));

export const linkPreviewOptions = json(v.strictObject({
  is_disabled: optional(v.boolean()),
  url: optional(v.string()),
  prefer_small_media: optional(v.boolean()),
  prefer_large_media: optional(v.boolean()),
  show_above_text: optional(v.boolean()),
}));

/** Checked by markup.ts, which knows Telegram's words for what is wrong with it. */
export const replyMarkup = json(v.record(v.string(), v.unknown()));

/** What every method that sends a message takes. */
export const sendParameters = {
  chat_id: chatId,
  message_thread_id: optional(integer),
  disable_notification: optional(flag),
  protect_content: optional(flag),
  reply_parameters: optional(replyParameters),
  reply_markup: optional(replyMarkup),
};
