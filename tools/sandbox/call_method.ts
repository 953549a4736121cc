/** One call of a Bot API method, from the request to the answer. */
import { BotApiError, tooManyRequests } from "./bot_api_error.ts";
import { checkCall } from "./check_call.ts";
import type { HitFault } from "./faults.ts";
import { findMethod } from "./methods/table.ts";
import type { CallContext, Parts } from "./parts.ts";
import { pause } from "./pause.ts";
import { type RawCall, readCall } from "./read_call.ts";
import type { Bot, Fault } from "./world.ts";

/** No client waits longer. */
const longestHoldMs = 120_000;

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

interface Outcome extends Answer {
  payload: Readonly<Record<string, unknown>>;
  fault?: Fault;
}

export async function callMethod(
  parts: Parts,
  token: string,
  name: string,
  request: Request,
): Promise<Response> {
  const bot = [...parts.world.bots.values()].find((candidate) => candidate.token === token);
  if (bot === undefined) return toResponse(refusal(new BotApiError(401, "Unauthorized")));
  const at = parts.world.now();
  // A long poll is idle, not work: `quiet` would never come.
  const isPoll = name.toLowerCase() === "getupdates";
  if (!isPoll) parts.log.begin();
  const outcome = await carryOut(parts, bot, name, request);
  const { status, body: answer, payload, fault } = outcome;
  const call = { at, method: name, payload, status, answer, ...(fault && { fault }) };
  const isEmpty = Array.isArray(answer.result) && answer.result.length === 0;
  if (!isPoll) parts.log.end(bot.personId, call);
  else if (!isEmpty) parts.log.add(bot.personId, call);
  return fault?.loseAnswer === true ? createLostAnswer() : toResponse(outcome);
}

async function carryOut(
  parts: Parts,
  bot: Bot,
  name: string,
  request: Request,
): Promise<Outcome> {
  let raw: RawCall = { payload: {}, files: new Map() };
  let payload: Readonly<Record<string, unknown>> = raw.payload;
  let fault: HitFault | undefined;
  try {
    const method = findMethod(name);
    if (method === undefined) throw new BotApiError(404, "Not Found");
    raw = await readCall(request).catch(refuseBroken);
    payload = raw.payload;
    if (parts.spec !== undefined) checkCall(parts.spec, method.name, raw, parts.log);
    const chatId = chatOf(raw.payload);
    fault = parts.faults.take(method.name, chatId);
    if (fault?.delayMs !== undefined) await pause(fault.delayMs, parts.stopping());
    if (fault?.status !== undefined) throw errorOfFault(fault);
    const prepared = method.prepare(raw.payload);
    payload = prepared.payload;
    if (method.limited) checkLimits(parts, bot, chatId);
    const context: CallContext = { ...parts, bot, files: raw.files };
    const result = await prepared.run(context);
    if (fault?.holdAnswer === true) {
      await pause(fault.holdMs ?? longestHoldMs, AbortSignal.any([fault.gone, parts.stopping()]));
    }
    return { status: 200, body: { ok: true, result }, payload, ...(fault && { fault }) };
  } catch (error) {
    if (!(error instanceof BotApiError)) throw error;
    return { ...refusal(error), payload, ...(fault && { fault }) };
  }
}

/** A bot that is killed in the middle of a call is no fault of ours. */
function refuseBroken(error: unknown): never {
  if (!(error instanceof Deno.errors.BadResource)) throw error;
  throw new BotApiError(400, "Bad Request: the call was broken off");
}

function chatOf(payload: Readonly<Record<string, unknown>>): number | undefined {
  const id = Number(payload.chat_id);
  return Number.isSafeInteger(id) ? id : undefined;
}

function checkLimits({ limits }: Parts, bot: Bot, chatId: number | undefined): void {
  if (chatId === undefined) return;
  const wait = limits.take(bot.personId, chatId);
  if (wait === undefined) return;
  throw tooManyRequests(wait);
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

function errorOfFault({ status = 500, description, retryAfter }: Fault): BotApiError {
  if (status === 429 && description === undefined) return tooManyRequests(retryAfter ?? 1);
  return new BotApiError(
    status,
    description ?? REASONS[status] ?? "Injected fault",
    retryAfter === undefined ? undefined : { retry_after: retryAfter },
  );
}

function refusal({ code, description, parameters }: BotApiError): Answer {
  return {
    status: code,
    body: {
      ok: false,
      error_code: code,
      description,
      ...(parameters === undefined ? {} : { parameters }),
    },
  };
}

function toResponse({ status, body }: Answer): Response {
  return Response.json(body, { status });
}

/**
 * Promises bytes and sends none, so that the connection breaks in the caller's hands. Cutting
 * it before the head would make Deno's own `fetch` send the request once more by itself.
 */
function createLostAnswer(): Response {
  const nothing = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.close(),
  });
  return new Response(nothing, {
    headers: { "content-type": "application/json", "content-length": "64" },
  });
}
