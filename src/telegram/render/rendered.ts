import type { InlineKeyboardButton } from "grammy/types";

/** A message, ready to send with `parse_mode: "HTML"`. */
export interface Rendered {
  readonly html: string;
  readonly keyboard: InlineKeyboardButton[][] | null;
}

/** A message that asks for a reply. Telegram allows no buttons beside it. */
export interface RenderedPrompt {
  readonly html: string;
  /** Shown in the empty input field. */
  readonly placeholder: string;
}

/** Bot API, `sendMessage.text`: UTF-16 code units after the entities are parsed. */
export const textLimit = 4096;
/** Bot API, `answerCallbackQuery.text`. */
export const alertLimit = 200;
/** Bot API, `ForceReply.input_field_placeholder`. */
export const placeholderLimit = 64;
