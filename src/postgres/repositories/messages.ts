import type { MessageRepository } from "../../desk/ports.ts";
import * as cards from "../statements/cards.ts";
import * as notices from "../statements/notices.ts";
import * as own from "../statements/own_messages.ts";
import * as prompts from "../statements/prompts.ts";
import { findRow, getRow, runStatement } from "../transaction.ts";
import { findCardView } from "./incident_views.ts";
import { toPrompt, toPromptValues } from "./prompt_row.ts";

export const messageRepository: MessageRepository = {
  async createCard(tx, { incidentId, place, purpose, replyTo }) {
    const card = await getRow(tx, cards.insertCard, { incidentId, ...place, purpose, replyTo });
    return card.id;
  },

  findCardView,

  async setChoice(tx, incidentId, choice) {
    await Promise.all([
      choice === null
        ? runStatement(tx, cards.deleteChoice, { incidentId })
        : runStatement(tx, cards.saveChoice, { incidentId, ...choice }),
      runStatement(tx, cards.touchCards, { incidentId }),
    ]);
  },

  async findChoice(tx, incidentId) {
    const row = await findRow(tx, cards.findChoice, { incidentId });
    return row === null ? null : { ownerId: row.owner_id, expiresAt: row.expires_at };
  },

  async touchCards(tx, incidentId) {
    await runStatement(tx, cards.touchCards, { incidentId });
  },

  async recordCardShown(tx, id, shown) {
    const row = await findRow(tx, cards.recordCardShown, { id, ...shown });
    return {
      current: row !== null && row.is_card && row.wanted_version <= shown.version,
      another: row !== null && !row.is_card,
    };
  },

  async beginSending(tx, id) {
    return (await findRow(tx, cards.beginCardSending, { id }))?.lost_after ?? null;
  },

  async beginPinning(tx, id) {
    await runStatement(tx, cards.beginCardPinning, { id });
  },

  async moveSearch(tx, id, ruledOut) {
    await runStatement(tx, cards.moveCardSearch, { id, ruledOut });
  },

  async endSending(tx, id) {
    await runStatement(tx, cards.endCardSending, { id });
  },

  async noteOwnMessages(tx, messages) {
    await runStatement(tx, own.noteOwnMessages, {
      messages: messages.map(({ chatId, messageId }) => ({
        chat_id: chatId,
        message_id: messageId,
      })),
    });
  },

  async listKnownMessages(tx, chatId, after) {
    const rows = await runStatement(tx, own.listKnownMessages, { chatId, after });
    return rows.map(({ message_id }) => message_id);
  },

  async pruneOwnMessages(tx, hours) {
    await runStatement(tx, own.pruneOwnMessages, { hours });
  },

  async forgetCardMessage(tx, id, gone) {
    await runStatement(tx, cards.forgetCardMessage, { id, gone });
  },

  async createPrompt(tx, prompt) {
    return (await getRow(tx, prompts.insertPrompt, toPromptValues(prompt))).id;
  },

  async findPrompt(tx, id) {
    const row = await findRow(tx, prompts.findPrompt, { id });
    return row === null ? null : toPrompt(row);
  },

  async recordPromptSent(tx, id, messageId) {
    await runStatement(tx, prompts.recordPromptSent, { id, messageId });
  },

  async withdrawSummaryPrompts(tx, incidentId) {
    return (await getRow(tx, prompts.withdrawSummaryPrompts, { incidentId })).withdrawn;
  },

  async closeSettingPrompts(tx, chatId, userId) {
    return (await runStatement(tx, prompts.closeSettingPrompts, { chatId, userId })).map(toPrompt);
  },

  async closePrompt(tx, id) {
    await runStatement(tx, prompts.closePrompt, { id });
  },

  async recordNotice(tx, notice) {
    const { incidentId, chatId, messageId, kind } = notice;
    const clock = notice.kind === "reminder" ? notice.clock : null;
    await runStatement(tx, notices.insertNotice, { incidentId, chatId, messageId, kind, clock });
  },

  async withdrawNotices(tx, incidentId, kinds) {
    return (await getRow(tx, notices.withdrawNotices, { incidentId, kinds })).withdrawn;
  },

  async withdrawReminders(tx, incidentId, clocks) {
    return (await getRow(tx, notices.withdrawReminders, { incidentId, clocks })).withdrawn;
  },

  async findGroupCard(tx, incidentId) {
    const row = await findRow(tx, cards.findGroupCard, { incidentId });
    return row === null ? null : {
      place: { chatId: row.chat_id, threadId: row.thread_id },
      messageId: row.message_id,
      goneMessageId: row.gone_message_id,
    };
  },

  async findSubject(tx, chatId, messageId) {
    const [prompt, subject] = await Promise.all([
      findRow(tx, prompts.findPromptByMessage, { chatId, messageId }),
      findRow(tx, notices.findSubject, { chatId, messageId }),
    ]);
    if (prompt !== null) return { type: "prompt", prompt: toPrompt(prompt) };
    return subject === null ? null : { type: subject.type, incidentId: subject.incident_id };
  },

  async findPromptInTheAir(tx, chatId, userId) {
    const row = await findRow(tx, prompts.findPromptInTheAir, { chatId, userId });
    return row === null ? null : toPrompt(row);
  },

  async findOpenQuestion(tx, chatId, userId) {
    const row = await findRow(tx, prompts.findOpenQuestion, { chatId, userId });
    return row === null ? null : toPrompt(row);
  },
};
