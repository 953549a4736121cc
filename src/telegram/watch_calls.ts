import type { RawApi, Transformer } from "grammy";
import type { ActiveSpan, Telemetry } from "../desk/ports.ts";
import { getAttempt } from "./attempt.ts";

/** A long poll that waits is no work. */
const unwatched: ReadonlySet<string> = new Set<keyof RawApi>(["getUpdates"]);

/**
 * Tells of each call of the Bot API: a span, a breadcrumb and a figure, with how it went and of its
 * payload nothing but what kind of chat it is for.
 */
export function watchCalls(
  telemetry: Telemetry,
  now: () => number = () => performance.now(),
): Transformer {
  return (call, method, payload, signal) => {
    if (unwatched.has(method)) return call(method, payload, signal);
    const attributes = {
      "telegram.method": method,
      "telegram.attempt": getAttempt(),
      ...findChatType(payload),
    };
    return telemetry.traced(`telegram.${method}`, "http.client", async (span) => {
      const started = now();
      try {
        const response = await call(method, payload, signal);
        const status = response.ok ? 200 : response.error_code;
        span.setAttribute("http.response.status_code", status);
        if (!response.ok) {
          const retryAfter = response.parameters?.retry_after;
          if (retryAfter !== undefined) span.setAttribute("telegram.retry_after", retryAfter);
        }
        tell(span, status, response.ok);
        return response;
      } catch (error) {
        tell(span, "no_answer", false);
        throw error;
      }

      function tell(span: ActiveSpan, status: number | "no_answer", ok: boolean): void {
        if (!ok) span.fail();
        const duration = now() - started;
        telemetry.distribution("telegram.call.duration", duration, { method, status });
        telemetry.addBreadcrumb({
          category: "telegram",
          message: method,
          level: ok ? "info" : "warning",
          data: { status, duration_ms: Math.round(duration) },
        });
      }
    }, attributes);
  };
}

/** Of a chat's id: people have positive ones, supergroups begin with -100 (Bot API, "Chat"). */
function findChatType(payload: object): { "telegram.chat_type"?: string } {
  const id: unknown = "chat_id" in payload ? payload.chat_id : undefined;
  if (typeof id !== "number") return {};
  const type = id > 0 ? "private" : id < -1_000_000_000_000 ? "supergroup" : "group";
  return { "telegram.chat_type": type };
}
