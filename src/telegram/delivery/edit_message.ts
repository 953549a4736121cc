import type { Place } from "../../desk/ports.ts";
import type { MessageId } from "../../people/ids.ts";
import { countHandled } from "../expected_errors.ts";
import type { Rendered } from "../render/rendered.ts";
import type { DeliveryTools } from "./delivery_tools.ts";
import { createMarkup } from "./send_message.ts";
import { isRefusal } from "./telegram_errors.ts";

/** Makes a message show this. False where it cannot any more: somebody deleted it. */
export async function editMessage(
  { api, telemetry }: DeliveryTools,
  { chatId }: Place,
  messageId: MessageId,
  { html, keyboard }: Rendered,
): Promise<boolean> {
  const markup = createMarkup(keyboard);
  const other = {
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    ...(markup === undefined ? {} : { reply_markup: markup }),
  } as const;
  try {
    await api.editMessageText(chatId, messageId, html, other);
    return true;
  } catch (error) {
    const shown = isRefusal(error, "not_modified");
    if (!shown && !isRefusal(error, "edit_impossible")) throw error;
    countHandled(telemetry, error);
    return shown;
  }
}
