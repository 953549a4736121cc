/**
 * Asks a person for words. Where Telegram's answer is lost it comes twice; a reply to either counts
 * (`src/desk/find_reply_subject.ts`).
 */
import type { Prompt, Transaction } from "../../desk/ports.ts";
import type { Person } from "../../people/person.ts";
import { renderReportPrompt, renderSummaryPrompt } from "../render/prompts.ts";
import { renderSettingPrompt } from "../render/settings_answers.ts";
import type { RenderedPrompt } from "../render/rendered.ts";
import {
  type DeliveryOf,
  type DeliveryTools,
  done,
  dropped,
  endWith,
  enterDelivery,
  type Recording,
} from "./delivery_tools.ts";
import { sendPrompt } from "./send_message.ts";

interface Asked {
  readonly prompt: Prompt;
  readonly person: Person;
  /** Of the incident that a summary is about. */
  readonly number: number | null;
}

export async function deliverPrompt(
  tools: DeliveryTools,
  delivery: DeliveryOf<"prompt">,
): Promise<Recording> {
  const { store } = tools;
  const { promptId } = delivery.content;
  const asked = await enterDelivery(tools, delivery, (tx) => load(tools, tx, promptId));
  if (asked === null) return endWith(dropped("the prompt is closed"));

  const { prompt } = asked;
  const messageId = await sendPrompt(tools, prompt.place, render(tools, asked), {
    replyTo: prompt.replyTo,
  });
  return async (tx) => {
    // Written before it is read: from then on whoever closes it knows of the message.
    await store.messages.recordPromptSent(tx, promptId, messageId);
    const now = await store.messages.findPrompt(tx, promptId);
    if (now !== null && !now.closed) return done;
    const { place } = prompt;
    await store.deliveries.enqueue(tx, [{ place, content: { kind: "delete_message", messageId } }]);
    return dropped("it was closed while it was sent");
  };
}

async function load(
  { store }: DeliveryTools,
  tx: Transaction,
  promptId: number,
): Promise<Asked | null> {
  const prompt = await store.messages.findPrompt(tx, promptId);
  if (prompt === null || prompt.closed) return null;
  const { purpose, userId } = prompt;
  const [person, details] = await Promise.all([
    store.people.findPerson(tx, userId),
    purpose.type === "summary" ? store.incidents.findIncidentDetails(tx, purpose.incidentId) : null,
  ]);
  if (person === null || (purpose.type === "summary" && details === null)) return null;
  return { prompt, person, number: details?.incident.number ?? null };
}

function render({ words }: DeliveryTools, { prompt, person, number }: Asked): RenderedPrompt {
  const { purpose } = prompt;
  if (purpose.type === "setting") return renderSettingPrompt(words, person, purpose.setting);
  return number === null
    ? renderReportPrompt(words, person)
    : renderSummaryPrompt(words, person, number);
}
