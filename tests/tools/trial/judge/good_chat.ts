/** What stands in the chat where all went well: drawn by the program's own renderer. */
import { parseChatId, parseUserId } from "../../../../src/people/ids.ts";
import { renderCard } from "../../../../src/telegram/render/card.ts";
import { renderResolvedNotice } from "../../../../src/telegram/render/notices.ts";
import type { Rendered } from "../../../../src/telegram/render/rendered.ts";
import { getVisibleText } from "../../../../src/telegram/render/safe_html.ts";
import type { SandboxMessage } from "../../../../tools/sandbox/world.ts";
import { createCardView, createIncidentView } from "../../../../tools/trial/judge/incident_view.ts";
import { words } from "../../../telegram/render/read_words.ts";
import { botId, chatId, createJudged, dana, type Made, now, organisationId } from "./good_rows.ts";

/** Rows of what the incidents became, and what stands in the chat. */
export function show(made: Made): void {
  const { tables, messages, pinned } = made;
  for (const { incidentId } of tables.cards) {
    const events = tables.events.filter((event) => event.incidentId === incidentId);
    for (const { actorId, at, fact } of events) {
      if (fact.type !== "claimed" || actorId === null) continue;
      const end = events.find((event) => event.fact.type === "claim_ended")?.at ?? null;
      const outcome = end === null ? null : "resolved";
      tables.claims.push({ incidentId, userId: actorId, claimedAt: at, endedAt: end, outcome });
    }
    const last = events.at(-1);
    tables.incidents.push({
      id: incidentId,
      organisationId,
      number: Number(incidentId),
      status: last?.fact.type === "resolved" ? "resolved" : "awaiting_claim",
      version: last?.ordinal ?? 0,
      cycle: 1,
      session: 1,
      reporterId: parseUserId(dana),
      chatId: parseChatId(chatId),
      reach: "department",
    });
  }
  const { incidents } = createJudged(made);
  for (const incident of incidents.values()) {
    const [card] = incident.cards;
    if (card === undefined || card.messageId === null) throw new Error("it has no card");
    const view = createCardView(incident, card, now);
    const message = createMessage(card.messageId, card.replyTo, renderCard(words, view));
    const earlier = incident.states.slice(0, -1).map((state) =>
      getVisibleText(renderCard(words, { ...view, incident: state }).html)
    );
    message.earlierTexts.push(...earlier.slice(0, 1));
    messages.push(message);
    const state = incident.states.at(-1);
    if (state?.ending?.type === "resolved") {
      const notice = renderResolvedNotice(words, createIncidentView(incident, state, now));
      messages.push(createMessage(6, card.replyTo, notice));
    } else {
      pinned.push(card.messageId);
      const ping = createMessage(12, card.messageId, { html: "🔔 @sam", keyboard: null });
      ping.entities.push({ type: "mention", offset: 3, length: 4 });
      messages.push(ping);
    }
  }
}

export function createMessage(
  id: number,
  replyTo: number | null,
  { html, keyboard }: Rendered,
): SandboxMessage {
  return {
    id,
    chatId,
    fromId: botId,
    date: now / 1000,
    text: getVisibleText(html),
    entities: [],
    ...(replyTo === null ? {} : { replyTo: { messageId: replyTo } }),
    ...(keyboard === null ? {} : { replyMarkup: { inline_keyboard: keyboard } }),
    notifies: true,
    reactions: new Map(),
    deleted: false,
    earlierTexts: [],
  };
}
