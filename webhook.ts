/**
 * Says what Telegram knows of the webhook, or takes it away, and ends: `deno task webhook:info`,
 * `deno task webhook:delete`.
 */
import { GrammyError, HttpError } from "grammy";
import { CONFIG_ERROR_EXIT_CODE, parseConfig, renderConfigError } from "./src/config.ts";
import { createApi } from "./src/telegram/create_api.ts";
import { getReason } from "./src/telegram/polling/polling_trouble.ts";
import { describeWebhook } from "./src/telegram/webhook/describe_webhook.ts";

const usage = "Say what to do: deno task webhook:info, or deno task webhook:delete";

async function run(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if ((action !== "info" && action !== "delete") || rest.length > 0) {
    console.error(usage);
    return CONFIG_ERROR_EXIT_CODE;
  }
  const parsed = parseConfig(Deno.env.toObject());
  if (!parsed.ok) {
    console.error(renderConfigError(parsed.error));
    return CONFIG_ERROR_EXIT_CODE;
  }
  const { botToken, telegramApiRoot, updates } = parsed.config;
  const api = createApi(botToken.reveal(), { apiRoot: telegramApiRoot });
  const wanted = updates.kind === "webhook" ? updates.url : null;
  try {
    const info = await api.getWebhookInfo();
    if (action === "info") {
      console.log(describeWebhook(info, wanted));
      return 0;
    }
    const { url = "" } = info;
    if (url === "") {
      console.log("No webhook is set.");
      return 0;
    }
    await api.deleteWebhook();
    console.log(
      `The webhook ${url} is deleted. ${info.pending_update_count} updates wait, for 24 hours ` +
        "at most.",
    );
    if (wanted !== null) {
      console.log("A program that runs with UPDATES=webhook sets it again within a minute.");
    }
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof GrammyError) {
    return error.error_code === 401 || error.error_code === 404
      ? "Telegram knows no bot with this token: take the current one from @BotFather, and set " +
        "BOT_TOKEN to it. Where TELEGRAM_API_ROOT is set, check that too."
      : `Telegram refused: ${error.description}.`;
  }
  if (error instanceof HttpError) return `Telegram cannot be reached: ${getReason(error)}.`;
  throw error;
}

Deno.exit(await run(Deno.args));
