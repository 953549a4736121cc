/** Gives the reporter the summary. Where Telegram's answer is lost it comes twice. */
import { renderResolvedNotice } from "../render/notices.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { findHoldUp } from "./holding_up.ts";
import { sendNotice } from "./send_notice.ts";

export async function deliverResolvedNotice(
  tools: DeliveryTools,
  delivery: DeliveryOf<"resolved_notice">,
): Promise<Recording> {
  const { store, words } = tools;
  const { incidentId, cycle, silent } = delivery.content;
  const details = await enterDelivery(
    tools,
    delivery,
    (tx) => store.incidents.findIncidentDetails(tx, incidentId),
  );
  if (details === null) return endWith(dropped("no incident"));
  const { incident } = details;
  if (incident.cycle.ordinal !== cycle || incident.ending?.type !== "resolved") {
    return endWith(dropped("it has been reopened"));
  }
  const heldUp = await findHoldUp(tools, delivery, { incidentId, userIds: [] });
  if (heldUp !== null) return heldUp;
  const rendered = renderResolvedNotice(words, details);
  return await sendNotice(tools, delivery, details, rendered, { silent });
}
