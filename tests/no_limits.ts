import type { SendLimits } from "../src/desk/ports.ts";

/** For stories whose real time is no part of them: the sandbox bears it. */
export const noLimits: SendLimits = {
  overall: 1_000_000,
  inGroupMinute: 1_000_000,
  burst: { count: 1_000_000, seconds: 1 },
};
