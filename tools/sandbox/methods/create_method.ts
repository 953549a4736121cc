/** How a method of the Bot API is written down: its parameters, then what it does. */
import * as v from "valibot";
import { badRequest } from "../bot_api_error.ts";
import type { CallContext } from "../parts.ts";

/** A call whose parameters are in order. */
export interface PreparedCall {
  readonly payload: Readonly<Record<string, unknown>>;
  run(context: CallContext): unknown;
}

export interface Method {
  readonly name: string;
  /** Does it count against Telegram's limits on sending? */
  readonly limited: boolean;
  /** @throws {BotApiError} naming the parameter that is unknown, missing or wrong */
  prepare(raw: Readonly<Record<string, unknown>>): PreparedCall;
}

type Parameters<E extends v.ObjectEntries> = v.InferOutput<v.StrictObjectSchema<E, undefined>>;

/** Telegram's words for what is missing; for other parameters the sandbox has its own. */
const MISSING: Readonly<Record<string, string>> = {
  chat_id: "chat_id is empty",
  text: "message text is empty",
  message_id: "message identifier is not specified",
  user_id: "invalid user_id specified",
};

export function createMethod<const E extends v.ObjectEntries>(definition: {
  name: string;
  limited?: boolean;
  parameters: E;
  run(context: CallContext, parameters: Parameters<E>): unknown;
}): Method {
  const { name, limited = false, parameters, run } = definition;
  const schema = v.strictObject(parameters);
  return {
    name,
    limited,
    prepare(raw) {
      const parsed = v.safeParse(schema, raw);
      if (!parsed.success) throw badRequest(describeIssue(name, parsed.issues[0], raw, parameters));
      const { output } = parsed;
      return { payload: { ...output }, run: (context) => run(context, output) };
    },
  };
}

function describeIssue(
  name: string,
  issue: v.BaseIssue<unknown>,
  raw: Readonly<Record<string, unknown>>,
  parameters: v.ObjectEntries,
): string {
  const key = String(issue.path?.[0]?.key ?? "");
  if (!Object.hasOwn(parameters, key)) {
    return `unknown parameter "${key}" of ${name} (sandbox: not in the Bot API or not simulated)`;
  }
  if (raw[key] === undefined) return MISSING[key] ?? `parameter "${key}" of ${name} is missing`;
  return `parameter "${v.getDotPath(issue) ?? key}" of ${name}: ${issue.message}`;
}
