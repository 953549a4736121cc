/** Tells the reporter who has it. Where Telegram's answer is lost it comes twice. */
import { renderClaimedNotice } from "../render/notices.ts";
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

export async function deliverClaimedNotice(
  tools: DeliveryTools,
  delivery: DeliveryOf<"claimed_notice">,
): Promise<Recording> {
  const { store, words } = tools;
  const { incidentId, userId } = delivery.content;
  const [details, person] = await enterDelivery(tools, delivery, (tx) =>
    Promise.all([
      store.incidents.findIncidentDetails(tx, incidentId),
      store.people.findPerson(tx, userId),
    ]));
  if (details === null || person === null) return endWith(dropped("no incident or person"));
  if (!details.incident.claims.some((claim) => claim.userId === userId)) {
    return endWith(dropped("the person does not have it any more"));
  }
  const heldUp = await findHoldUp(tools, delivery, { incidentId, userIds: [] });
  if (heldUp !== null) return heldUp;
  const rendered = renderClaimedNotice(words, details, person);
  return await sendNotice(tools, delivery, details, rendered, { silent: false });
}
