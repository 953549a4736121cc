/** Which calls of Telegram fail, and how. */
import type { ChosenFault } from "../../sandbox/control.ts";
import type { Random } from "../random.ts";
import type { TrialClock } from "./clock.ts";

/** How a call fails, as the table names it. */
export const faultKinds = [
  "500, 502, 503",
  "429",
  "400",
  "401",
  "no answer, not carried out",
  "no answer, carried out",
  "answer lost, carried out",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Three in ten. */
export const faultShare = 0.3;
/** Said of these it would mean that the token is wrong, and that a program had better end. */
const asksForToken = ["getMe", "getUpdates", "getWebhookInfo", "setWebhook", "deleteWebhook"];
/** Longer than the program waits for any call. */
const noAnswerSeconds = 30;

/**
 * Refusals that Telegram may give at any time, whatever is true, and after which all can still come
 * right. Others would be lies, such as that a message which is there is gone.
 */
const refusals: Readonly<Record<string, readonly string[]>> = {
  answerCallbackQuery: [
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
  ],
  setMessageReaction: ["Bad Request: REACTION_INVALID"],
  sendChatAction: ["Bad Request: not enough rights"],
};

function mayHit(kind: FaultKind, method: string): boolean {
  if (kind === "401") return !asksForToken.includes(method);
  return kind !== "400" || refusals[method] !== undefined;
}

export interface FaultDraw {
  /** Decides about one call. */
  draw(method: string): ChosenFault | undefined;
  /** Calls so far that were hit, by kind. */
  readonly counts: ReadonlyMap<FaultKind, number>;
}

export function createFaultDraw(random: Random, clock: TrialClock): FaultDraw {
  const counts = new Map<FaultKind, number>();

  function makeFault(kind: FaultKind, method: string): ChosenFault {
    const holdMs = clock.toWallMs(noAnswerSeconds);
    switch (kind) {
      case "500, 502, 503":
        return { status: random.pick([500, 502, 503]) };
      case "429":
        return { status: 429, retryAfter: random.integer(1, 8) };
      case "400":
        return { status: 400, description: random.pick(refusals[method] ?? []) };
      case "401":
        return { status: 401 };
      case "no answer, not carried out":
        return { delayMs: holdMs, status: 504 };
      case "no answer, carried out":
        return { holdAnswer: true, holdMs };
      case "answer lost, carried out":
        return { loseAnswer: true };
    }
  }

  return {
    counts,
    draw(method) {
      if (!random.chance(faultShare)) return undefined;
      const kind = random.pick(faultKinds.filter((one) => mayHit(one, method)));
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return makeFault(kind, method);
    },
  };
}
