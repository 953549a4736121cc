import type { Api } from "grammy";

/** grammY's types name the AbortSignal of a polyfill for Node. */
export type GrammySignal = NonNullable<Parameters<Api["getMe"]>[0]>;

function isGrammySignal(signal: object): signal is GrammySignal {
  // Its web build, which we import, takes the platform's own.
  return signal instanceof AbortSignal;
}

/** The platform's signal as grammY's types want it. */
export function toGrammySignal(signal: AbortSignal): GrammySignal {
  if (!isGrammySignal(signal)) throw new TypeError("Not an AbortSignal of this platform");
  return signal;
}
