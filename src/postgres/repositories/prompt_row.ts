import type { MessageRepository, Prompt, PromptPurpose } from "../../desk/ports.ts";
import type { Values } from "../statement.ts";
import type { insertPrompt, promptColumns } from "../statements/prompts.ts";

type PromptRow = Values<typeof promptColumns>;
type NewPrompt = Parameters<MessageRepository["createPrompt"]>[1];

export function toPrompt(row: PromptRow): Prompt {
  return {
    id: row.id,
    place: { chatId: row.chat_id, threadId: row.thread_id },
    messageId: row.message_id,
    userId: row.user_id,
    replyTo: row.reply_to,
    purpose: toPurpose(row),
    closed: row.closed,
  };
}

function toPurpose({ id, incident_id, cycle, sources, setting }: PromptRow): PromptPurpose {
  if (setting !== null) return { type: "setting", setting };
  if (sources !== null) return { type: "report", sources };
  if (incident_id !== null && cycle !== null) {
    return { type: "summary", incidentId: incident_id, cycle };
  }
  throw new Error(`Prompt ${id} is for nothing`);
}

export function toPromptValues(
  { place, userId, replyTo, purpose }: NewPrompt,
): Values<typeof insertPrompt.params> {
  const summary = purpose.type === "summary" ? purpose : null;
  return {
    ...place,
    userId,
    replyTo,
    purpose: purpose.type,
    incidentId: summary?.incidentId ?? null,
    cycle: summary?.cycle ?? null,
    sources: purpose.type === "report" ? purpose.sources : null,
    setting: purpose.type === "setting" ? purpose.setting : null,
  };
}
