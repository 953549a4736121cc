import type { WebhookInfo } from "grammy/types";

/**
 * What Telegram knows of the webhook, for an operator to read.
 *
 * @param wanted the one in WEBHOOK_URL; null where updates are polled
 * @returns several lines, without a line break at the end
 */
export function describeWebhook(info: WebhookInfo, wanted: string | null): string {
  const waiting = `Updates that wait:    ${info.pending_update_count}`;
  const { url = "" } = info;
  if (url === "") {
    const start = wanted === null
      ? "Updates are for whoever polls, as UPDATES=polling has it."
      : `The program sets ${wanted} when it starts.`;
    return [`No webhook is set. ${start}`, waiting].join("\n");
  }
  const { last_error_date: errorDate, last_error_message: error = "" } = info;
  const synchronised = info.last_synchronization_error_date;
  return [
    `Webhook:              ${url}`,
    ...describeDifference(url, wanted),
    waiting,
    `At the same time:     ${info.max_connections ?? "40 at most"}`,
    `Kinds of updates:     ${info.allowed_updates?.join(", ") ?? "Telegram's usual ones"}`,
    ...(info.ip_address === undefined ? [] : [`Its address:          ${info.ip_address}`]),
    errorDate === undefined
      ? "Last error:           none since the last update got through"
      : `Last error:           ${renderDate(errorDate)}: ${error}`,
    ...(synchronised === undefined
      ? []
      : [`Telegram's own error: ${renderDate(synchronised)}, on its side`]),
  ].join("\n");
}

function describeDifference(url: string, wanted: string | null): readonly string[] {
  if (wanted === url) return [];
  return [
    wanted === null
      ? "                      UPDATES is polling: the program takes it away when it starts."
      : `                      WEBHOOK_URL is another one, ${wanted}: the program sets it when it starts.`,
  ];
}

/** Telegram's seconds since 1970. */
function renderDate(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
