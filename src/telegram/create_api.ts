import { Api, HttpError } from "grammy";
import { type GrammySignal, toGrammySignal } from "./signal.ts";

/** How long a call may take before it counts as lost, in seconds. */
const callSeconds = 15;

export interface ApiOptions {
  /** Base of the Bot API, without a slash at its end. */
  readonly apiRoot: string;
}

/**
 * The Bot API. A call fails with `GrammyError` where Telegram refused it, and with `HttpError`
 * where no answer came within 15 seconds (a long poll's own timeout added). No error of either
 * kind holds the token, which is part of each address that is called.
 */
export function createApi(token: string, { apiRoot }: ApiOptions): Api {
  const api = new Api(token, { apiRoot });
  api.config.use(async (call, method, payload, signal) => {
    const patience = createPatience(callSeconds + findPollSeconds(payload), signal);
    try {
      return await call(method, payload, toGrammySignal(patience.signal));
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      throw new HttpError(error.message, patience.expired() ?? hideToken(error.error, token));
    } finally {
      patience.end();
    }
  });
  return api;
}

function findPollSeconds(payload: object): number {
  return "timeout" in payload && typeof payload.timeout === "number" ? payload.timeout : 0;
}

/** Aborts when the time is over or the caller does. */
function createPatience(seconds: number, outer: GrammySignal | undefined) {
  const controller = new AbortController();
  let expired: Error | null = null;
  const timer = setTimeout(() => {
    expired = new Error(`No answer within ${seconds} seconds`);
    controller.abort(expired);
  }, seconds * 1000);
  const abort = () => controller.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    expired: () => expired,
    end() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", abort);
    },
  };
}

/** Deno names the whole address in a failed request's message, stack and cause. */
function hideToken(error: unknown, token: string): Error {
  const [name, message] = error instanceof Error ? [error.name, error.message] : ["", `${error}`];
  const hidden = new Error(message.replaceAll(token, "[secret]"));
  if (name !== "") hidden.name = name;
  return hidden;
}
