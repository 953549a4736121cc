import type { Api } from "grammy";
import type { Log } from "../desk/ports.ts";
import { createCommandLists } from "./render/commands.ts";
import type { Words } from "./render/create_words.ts";

/**
 * Tells Telegram which commands to offer, and where. May be done at each start. The desk works
 * without it, so a failure is only a warning.
 */
export async function registerCommands(
  { api, words, log }: {
    readonly api: Pick<Api, "setMyCommands">;
    readonly words: Words;
    readonly log: Log;
  },
): Promise<void> {
  const lists = createCommandLists(words);
  const results = await Promise.allSettled(
    lists.map(({ scope, commands }) => api.setMyCommands(commands, { scope })),
  );
  for (const [index, result] of results.entries()) {
    if (result.status === "fulfilled") continue;
    const scope = lists[index]?.scope.type;
    log.warn("Telegram did not take the list of commands", { scope, error: result.reason });
  }
}
