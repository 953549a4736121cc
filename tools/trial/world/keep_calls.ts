import type { Sandbox } from "../../sandbox/control.ts";
import type { RecordedCall } from "../../sandbox/world.ts";

/** A call of Telegram, as short as a hundred thousand of them must be. */
export interface TrialCall {
  /** When it came, in this world's time; milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly chatId: unknown;
  /** Of the message that it was about, or that it made. */
  readonly messageId: unknown;
  /** The beginning of its text. */
  readonly text: string;
  readonly status: number;
  /** What it met. */
  readonly fault: string | null;
}

const textLength = 100;
/** The sandbox keeps each call whole. */
const mostWhole = 2_000;

/** @returns a list that grows */
export function keepCalls(sandbox: Pick<Sandbox, "subscribe" | "calls" | "clearCalls">) {
  const calls: TrialCall[] = [];
  sandbox.subscribe((change) => {
    if (change.kind !== "call") return;
    calls.push(shorten(change.call));
    if (sandbox.calls.length > mostWhole) sandbox.clearCalls();
  });
  return calls;
}

function shorten({ at, method, payload, status, answer, fault }: RecordedCall): TrialCall {
  const { chat_id, message_id, text } = payload;
  return {
    at,
    method,
    chatId: chat_id ?? null,
    messageId: message_id ?? findMadeMessage(answer),
    text: String(text ?? "").slice(0, textLength),
    status,
    fault: fault === undefined ? null : JSON.stringify(fault),
  };
}

function findMadeMessage(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null || !("result" in answer)) return null;
  const { result } = answer;
  if (typeof result !== "object" || result === null || !("message_id" in result)) return null;
  return result.message_id;
}
