/** The question to an administrator who stays anonymous. */
import type { Answer } from "../../desk/answer.ts";
import { encodeCallback } from "../callback_data.ts";
import type { Words } from "./create_words.ts";
import type { Rendered } from "./rendered.ts";

export function renderConfirmation(
  words: Words,
  { commandId }: Extract<Answer, { type: "confirm_yourself" }>,
): Rendered {
  return {
    html: words.html("confirm-yourself").toString(),
    keyboard: [[{
      text: words.text("button-confirm-yourself"),
      callback_data: encodeCallback({ type: "confirm_yourself", commandId }),
    }]],
  };
}
