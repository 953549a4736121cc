/**
 * Answers a command with what is true when it is delivered. Where Telegram's answer is lost it
 * comes twice.
 */
import { passingSeconds } from "../../desk/answering.ts";
import type { NewDelivery, Transaction } from "../../desk/ports.ts";
import { type MessageId, parseUserId } from "../../people/ids.ts";
import { countHandled } from "../expected_errors.ts";
import { type AnswerViews, renderAnswer } from "../render/answers.ts";
import { listReportFiles } from "./deliver_report_file.ts";
import { loadAnswerViews } from "./load_answer_views.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { editMessage } from "./edit_message.ts";
import { sendRendered } from "./send_message.ts";
import { isUnreachable } from "./telegram_errors.ts";

type AnswerDelivery = DeliveryOf<"answer">;

export async function deliverAnswer(
  tools: DeliveryTools,
  delivery: AnswerDelivery,
): Promise<Recording> {
  const { content, place } = delivery;
  const views = await enterDelivery(tools, delivery, (tx) => loadAnswerViews(tools, tx, delivery));
  if (views === null) return endWith(dropped("what it shows is not there any more"));

  const edited = await editInstead(tools, delivery, views);
  if (edited) return endWith(done);

  const sent: MessageId[] = [];
  for (const message of renderAnswer(tools.words, content.answer, views)) {
    const replyTo = sent.length === 0 ? content.replyTo : null;
    try {
      sent.push(await sendRendered(tools, place, message, { replyTo, silent: sent.length > 0 }));
    } catch (error) {
      if (sent.length > 0) return takeBack(tools, delivery, sent, error);
      if (place.chatId <= 0 || !isUnreachable(error)) throw error;
      countHandled(tools.telemetry, error);
      return fallBack(tools, delivery);
    }
  }
  return async (tx) => {
    const { expiresSeconds } = content;
    if (expiresSeconds !== null) {
      await forget(tools, tx, delivery, sent, expiresSeconds);
    }
    await tools.store.deliveries.enqueue(tx, listReportFiles(delivery));
    return done;
  };
}

/** Whether the message that it is to replace says it now. */
async function editInstead(
  tools: DeliveryTools,
  { content: { answer, edits }, place }: AnswerDelivery,
  views: AnswerViews,
): Promise<boolean> {
  if (edits === undefined) return false;
  const [message] = renderAnswer(tools.words, answer, views);
  return message !== undefined && await editMessage(tools, place, edits, message);
}

/** Half an answer would be sent whole again, so the half that stands is deleted. */
function takeBack(
  tools: DeliveryTools,
  delivery: AnswerDelivery,
  sent: readonly MessageId[],
  error: unknown,
): Recording {
  return async (tx) => {
    await forget(tools, tx, delivery, sent, 0);
    return { type: "failed", error };
  };
}

async function forget(
  { store }: DeliveryTools,
  tx: Transaction,
  { place }: AnswerDelivery,
  messageIds: readonly MessageId[],
  delaySeconds: number,
): Promise<void> {
  await store.deliveries.enqueue(
    tx,
    messageIds.map((messageId): NewDelivery => ({
      place,
      content: { kind: "delete_message", messageId },
      delaySeconds,
    })),
  );
}

/** The person has stopped the bot: the answer goes to the group where it was asked for. */
function fallBack({ store }: DeliveryTools, { content, place }: AnswerDelivery): Recording {
  return async (tx) => {
    await store.people.setPrivateChat(tx, parseUserId(place.chatId), false);
    const { fallback } = content;
    if (fallback === null) return dropped("the person has stopped the bot");
    await store.deliveries.enqueue(tx, [{
      place: fallback.place,
      content: {
        ...content,
        replyTo: fallback.replyTo,
        expiresSeconds: passingSeconds,
        fallback: null,
      },
    }]);
    return done;
  };
}
