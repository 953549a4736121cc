/**
 * The newcomer's hint: what to try next. It knows nothing of the bot but the words on its newest
 * buttons, which is what the newcomer sees too.
 */
import type { SandboxMessage } from "../world.ts";

export interface GuideStep {
  readonly title: string;
  readonly text: string;
  /** The step is the current one while the newest message with buttons has such a button. */
  readonly whenButton?: RegExp;
  /** Something to put into the composer by one click. */
  readonly suggestion?: string;
}

export interface Guide {
  /**
   * Shown while a message like this is the newest with buttons and the last from its author, and
   * counted as no step. What is done by a command leaves the button where it was.
   */
  readonly before?: GuideStep;
  /** The first step is current where nothing matches. */
  readonly steps: readonly GuideStep[];
}

export interface GuideState {
  readonly steps: readonly GuideStep[];
  /** 0-based; -1 while what comes before the steps is due. */
  readonly current: number;
  readonly step: GuideStep;
  /** The message with the newest buttons, where there is one. */
  readonly card: { readonly chatId: number; readonly messageId: number } | null;
}

/** The story of one incident, from a report in the group to a resolved card. */
export const INCIDENT_GUIDE: Guide = {
  before: {
    title: "Set the desk up first",
    text: "As the group's owner, press Set up and then Finish, or send the command:",
    whenButton: /^\P{L}*(set\s?up|finish)/iu,
    suggestion: "/setup Acme Logistics",
  },
  steps: [
    {
      title: "Report",
      text: "Write what happened, then send /ticket. Or both at once:",
      suggestion: "/ticket Truck 12 lost a tyre on the A3 near exit 40",
    },
    {
      title: "Choose who helps",
      text: "Press a department's button under the card.",
      whenButton: /^\P{L}*cancel/iu,
    },
    {
      title: "Claim",
      text:
        "Press Claim as someone of that department: who was called has a red @ in the row at the top.",
      whenButton: /^\P{L}*claim$/iu,
    },
    {
      title: "Resolve",
      text: "Press Resolve once the trouble is over.",
      // A card that waits for a claim has Resolve too; Release only one that somebody has.
      whenButton: /^\P{L}*release/iu,
    },
    {
      title: "Say how it ended",
      text:
        "Who pressed Resolve is asked for one sentence: write it as the reply that has opened below.",
      whenButton: /^\P{L}*not\s+yet/iu,
    },
    {
      title: "Done",
      text: "The card keeps the whole story. Report something else, or send /help to see more.",
      whenButton: /^\P{L}*reopen/iu,
    },
  ],
};

/**
 * Where the newcomer is. Of the steps whose button is there the last counts: a claimed card
 * still shows Claim beside Resolve.
 *
 * @param messages the open chat's messages, oldest first
 */
export function findGuideState(
  guide: Guide,
  messages: readonly SandboxMessage[],
): GuideState | null {
  const newest = messages.findLast(({ replyMarkup }) =>
    replyMarkup !== undefined && replyMarkup.inline_keyboard.length > 0
  );
  const labels = newest?.replyMarkup?.inline_keyboard.flat().map((button) => button.text) ?? [];
  const card = newest === undefined ? null : { chatId: newest.chatId, messageId: newest.id };
  const matches = (step: GuideStep) => {
    const { whenButton } = step;
    return whenButton !== undefined && labels.some((label) => whenButton.test(label));
  };
  const isLast = newest === messages.findLast(({ fromId }) => fromId === newest?.fromId);
  if (guide.before !== undefined && isLast && matches(guide.before)) {
    return { steps: guide.steps, current: -1, step: guide.before, card };
  }
  const current = Math.max(0, guide.steps.findLastIndex(matches));
  const step = guide.steps[current];
  return step === undefined ? null : { steps: guide.steps, current, step, card };
}
