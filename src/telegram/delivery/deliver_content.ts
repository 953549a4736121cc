import type { DeliveryContent, DeliveryKind } from "../../desk/delivery_content.ts";
import type { ClaimedDelivery } from "../../desk/ports.ts";
import { deliverAnswer } from "./deliver_answer.ts";
import { deliverCard } from "./deliver_card.ts";
import { deliverCatchUp } from "./deliver_catch_up.ts";
import { deliverClaimedNotice } from "./deliver_claimed_notice.ts";
import { deliverDeleteMessage } from "./deliver_delete_message.ts";
import { deliverPing } from "./deliver_ping.ts";
import { deliverPrivatePing } from "./deliver_private_ping.ts";
import { deliverPrivateReminder } from "./deliver_private_reminder.ts";
import { deliverPrompt } from "./deliver_prompt.ts";
import { deliverReminder } from "./deliver_reminder.ts";
import { deliverReaction } from "./deliver_reaction.ts";
import { deliverReportFile } from "./deliver_report_file.ts";
import { deliverResolvedNotice } from "./deliver_resolved_notice.ts";
import { deliverSetupBoard } from "./deliver_setup_board.ts";
import { deliverSetupNamePrompt } from "./deliver_setup_name_prompt.ts";
import type { Deliver, DeliveryTools, Recording } from "./delivery_tools.ts";

/** How each kind is delivered; a new kind does not compile until it stands here. */
const deliverKind: { readonly [K in DeliveryKind]: Deliver<K> } = {
  card: deliverCard,
  ping: deliverPing,
  private_ping: deliverPrivatePing,
  claimed_notice: deliverClaimedNotice,
  resolved_notice: deliverResolvedNotice,
  reminder: deliverReminder,
  private_reminder: deliverPrivateReminder,
  catch_up: deliverCatchUp,
  prompt: deliverPrompt,
  delete_message: deliverDeleteMessage,
  reaction: deliverReaction,
  setup_board: deliverSetupBoard,
  setup_name_prompt: deliverSetupNamePrompt,
  answer: deliverAnswer,
  report_file: deliverReportFile,
};

/** Delivers whatever it is; see {@link Deliver}. */
export function deliverContent(
  tools: DeliveryTools,
  delivery: ClaimedDelivery,
): Promise<Recording> {
  return dispatch(tools, delivery, delivery.content);
}

type ContentOf<K extends DeliveryKind> = {
  [P in K]: { readonly kind: P } & Extract<DeliveryContent, { kind: P }>;
}[K];

function dispatch<K extends DeliveryKind>(
  tools: DeliveryTools,
  delivery: ClaimedDelivery,
  content: ContentOf<K>,
): Promise<Recording> {
  return deliverKind[content.kind](tools, { ...delivery, content });
}
