import type { Api } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import type { Log } from "../desk/ports.ts";
import { type Pause, realPause } from "./polling/pause.ts";
import { getReason, judgeTrouble } from "./polling/polling_trouble.ts";

/**
 * Asks Telegram who the bot is, as often as it takes: an outage at the start is waited out.
 *
 * @throws {PollingRefusedError} where Telegram does not know the token
 */
export async function getBotInfo(
  api: Pick<Api, "getMe">,
  log: Log,
  pause: Pause = realPause,
): Promise<UserFromGetMe> {
  const never = new AbortController().signal;
  for (let failures = 1;; failures++) {
    try {
      return await api.getMe();
    } catch (error) {
      const trouble = judgeTrouble(error, failures, pause, false);
      log.warn(trouble.message, { reason: getReason(error), waitSeconds: trouble.waitMs / 1000 });
      await pause.wait(trouble.waitMs, never);
    }
  }
}
