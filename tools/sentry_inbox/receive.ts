/** One request with an envelope, from the body to the answer. */
import { pause } from "../sandbox/pause.ts";
import { authorise, type Refusal } from "./authorise.ts";
import type { InboxFault } from "./faults.ts";
import { type Envelope, EnvelopeError, parseEnvelope } from "./parse_envelope.ts";
import type { Parts } from "./parts.ts";
import { type Body, readBody } from "./read_body.ts";
import { findOversized } from "./size_limits.ts";

type Opened =
  | { readonly envelope: Envelope; readonly refusal?: never }
  | { readonly envelope?: never; readonly refusal: Refusal };

/** @returns "closed" where the connection is to be broken instead of answered */
export async function receive(
  parts: Parts,
  projectId: string,
  request: Request,
): Promise<Response | "closed"> {
  const body = await readBody(request, parts.sizeLimits);
  const opened = openEnvelope(body);
  const itemTypes = opened.envelope?.items.map(({ type }) => type) ?? [];
  const { pathname, search } = new URL(request.url);
  const record = parts.store.addRequest({
    path: pathname + search,
    headers: Object.fromEntries(request.headers),
    wire: body.wire,
    text: body.bytes === undefined ? "" : new TextDecoder().decode(body.bytes),
    itemTypes,
  });

  const hit = parts.faults.take(itemTypes);
  if (hit !== undefined) {
    const { fault, over } = hit;
    const end = AbortSignal.any([over, parts.stopping()]);
    if (fault.delayMs !== undefined) await pause(fault.delayMs, end);
    if (fault.hang === true) await aborted(end);
    if (fault.hang === true || fault.close === true) return "closed";
    if (fault.status !== undefined && fault.status !== 200) {
      record.answer(fault.status);
      return answerFault(fault, fault.status);
    }
  }

  const refusal = authorise(parts.project, projectId, request) ?? opened.refusal ??
    refuseOversized(parts, opened.envelope);
  if (refusal !== null) {
    const { status, ...answer } = refusal;
    record.answer(status);
    return Response.json(answer, { status });
  }
  record.answer(200);
  if (opened.envelope !== undefined) parts.store.addEnvelope(record.no, opened.envelope);
  const id = opened.envelope?.header["event_id"];
  const headers = hit === undefined ? {} : rateLimitHeaders(hit.fault);
  return Response.json(typeof id === "string" ? { id } : {}, { headers });
}

function openEnvelope(body: Body): Opened {
  if (body.bytes === undefined) return { refusal: refuseBody(body.problem) };
  if (body.bytes.length === 0) return { refusal: { status: 400, detail: "empty request body" } };
  try {
    return { envelope: parseEnvelope(body.bytes) };
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    const causes = [error.message];
    return { refusal: { status: 400, detail: "invalid event envelope", causes } };
  }
}

function refuseBody(problem: Body["problem"]): Refusal {
  switch (problem) {
    case "too large":
      return { status: 413, detail: "request body too large" };
    case "unknown encoding":
      return { status: 415, detail: "unsupported content encoding" };
    default:
      return { status: 400, detail: "invalid request body" };
  }
}

function refuseOversized({ sizeLimits }: Parts, envelope: Envelope | undefined): Refusal | null {
  const sizes = envelope?.items.map(({ type, payload, header }) => ({
    type,
    length: payload.length,
    entries: typeof header["item_count"] === "number" ? header["item_count"] : 1,
  }));
  const type = findOversized(sizeLimits, sizes ?? []);
  if (type === null) return null;
  const reference = "https://develop.sentry.dev/sdk/envelopes/#size-limits";
  return { status: 413, detail: `envelope exceeded size limits for type '${type}' (${reference})` };
}

function answerFault(fault: InboxFault, status: number): Response {
  const detail = status === 429
    ? "Sentry dropped data due to a quota or internal rate limit being reached."
    : "injected fault";
  return Response.json({ detail }, { status, headers: rateLimitHeaders(fault) });
}

function rateLimitHeaders({ retryAfter, rateLimits }: InboxFault): Record<string, string> {
  return {
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    ...(rateLimits !== undefined && { "x-sentry-rate-limits": rateLimits }),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
