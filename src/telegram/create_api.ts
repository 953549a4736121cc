import { Api, HttpError } from "grammy";
import { noTelemetry, type Telemetry } from "../desk/ports.ts";
import { type GrammySignal, toGrammySignal } from "./signal.ts";
import { watchCalls } from "./watch_calls.ts";

export interface ApiOptions {
  /** Base of the Bot API, without a slash at its end. */
  readonly apiRoot: string;
  /** How long a call may take before it counts as lost; 15 unless given. */
  readonly callSeconds?: number;
  /** Once it aborts, every call counts as lost. */
  readonly cut?: AbortSignal;
  /** Told of every call. */
  readonly telemetry?: Telemetry;
}

/** A call without an answer, which knows what was called, and why as its cause. */
export class LostCallError extends HttpError {
  constructor(readonly method: string, message: string, error: unknown) {
    super(message, error);
    this.cause = error;
  }
}

/**
 * The Bot API. A call fails with `GrammyError` where Telegram refused it, and with
 * {@link LostCallError} where no answer came in time (a long poll's own timeout is added). No error
 * of either kind holds the token, which is part of each address that is called.
 */
export function createApi(
  token: string,
  { apiRoot, callSeconds = 15, cut, telemetry = noTelemetry }: ApiOptions,
): Api {
  const api = new Api(token, { apiRoot });
  api.config.use(async (call, method, payload, signal) => {
    const patience = createPatience(callSeconds + findPollSeconds(payload), [
      signal,
      cut && toGrammySignal(cut),
    ]);
    try {
      return await call(method, payload, toGrammySignal(patience.signal));
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      throw new LostCallError(
        method,
        error.message,
        patience.expired() ?? hideToken(error.error, token),
      );
    } finally {
      patience.end();
    }
  });
  if (telemetry !== noTelemetry) api.config.use(watchCalls(telemetry));
  return api;
}

function findPollSeconds(payload: object): number {
  return "timeout" in payload && typeof payload.timeout === "number" ? payload.timeout : 0;
}

/** Aborts when the time is over or one of the others does. */
function createPatience(
  seconds: number,
  others: readonly (GrammySignal | undefined)[],
) {
  const controller = new AbortController();
  let expired: Error | null = null;
  const timer = setTimeout(() => {
    expired = new Error(`No answer within ${seconds} seconds`);
    controller.abort(expired);
  }, seconds * 1000);
  const abort = () => controller.abort();
  for (const other of others) {
    if (other?.aborted) abort();
    other?.addEventListener("abort", abort);
  }
  return {
    signal: controller.signal,
    expired: () => expired,
    end() {
      clearTimeout(timer);
      for (const other of others) other?.removeEventListener("abort", abort);
    },
  };
}

/** Deno names the whole address of a failed request in its message, its stack and its causes. */
function hideToken(error: unknown, token: string): Error {
  if (!(error instanceof Error)) return new Error(String(error).replaceAll(token, "[secret]"));
  const cause = error.cause === undefined ? {} : { cause: hideToken(error.cause, token) };
  const hidden = new Error(error.message.replaceAll(token, "[secret]"), cause);
  hidden.name = error.name;
  return hidden;
}
