import type { Place } from "../../desk/ports.ts";
import type { MessageId } from "../../people/ids.ts";
import { countHandled } from "../expected_errors.ts";
import type { Rendered } from "../render/rendered.ts";
import type { DeliveryTools } from "./delivery_tools.ts";
import { createMarkup } from "./send_message.ts";
import { isMessageMissing, isRefusal } from "./telegram_errors.ts";

/** Makes a message show this. False where it cannot any more: somebody deleted it. */
export async function editMessage(
  tools: DeliveryTools,
  place: Place,
  messageId: MessageId,
  rendered: Rendered,
): Promise<boolean> {
  return await tryToEdit(tools, place, messageId, rendered) === "shown";
}

/** `missing`: nobody's message has that id. `refused`: it cannot be edited, or is somebody else's. */
export async function tryToEdit(
  { api, telemetry }: Pick<DeliveryTools, "api" | "telemetry">,
  { chatId }: Place,
  messageId: MessageId,
  { html, keyboard }: Rendered,
): Promise<"shown" | "missing" | "refused"> {
  const markup = createMarkup(keyboard);
  const other = {
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    ...(markup === undefined ? {} : { reply_markup: markup }),
  } as const;
  try {
    await api.editMessageText(chatId, messageId, html, other);
    return "shown";
  } catch (error) {
    const shown = isRefusal(error, "not_modified");
    if (!shown && !isRefusal(error, "edit_impossible")) throw error;
    countHandled(telemetry, error);
    if (shown) return "shown";
    return isMessageMissing(error) ? "missing" : "refused";
  }
}
