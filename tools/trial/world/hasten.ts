/**
 * Loaded before the program by `--preload`: its clock and its timers run as many times faster as
 * TRIAL_SCALE says, from the moment TRIAL_ANCHOR_MS on, and its clock is TRIAL_SKEW_MS ahead. The
 * program itself is the one that runs in production.
 */

function getNumber(name: string): number {
  const value = Number(Deno.env.get(name) ?? NaN);
  if (!Number.isFinite(value)) throw new Error(`${name} is no number`);
  return value;
}

const scale = getNumber("TRIAL_SCALE");
const anchorMs = getNumber("TRIAL_ANCHOR_MS");
const skewMs = getNumber("TRIAL_SKEW_MS");

const { Date: RealDate, setTimeout: setRealTimeout, setInterval: setRealInterval } = globalThis;
const realNow = RealDate.now.bind(RealDate);
const realPerformanceNow = performance.now.bind(performance);
const realTimeout = AbortSignal.timeout.bind(AbortSignal);

const now = () => Math.round(anchorMs + (realNow() - anchorMs) * scale + skewMs);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => key === "now" ? now : Reflect.get(target, key, receiver),
});
performance.now = () => realPerformanceNow() * scale;
AbortSignal.timeout = (ms) => realTimeout(ms / scale);

/**
 * What waits for the database is left alone: it bounds how long this machine may take, which is not
 * any faster. Telegram's answers are bounded as well, but leases stand on that.
 */
const isForDatabase = () => new Error().stack?.includes("/postgres/") === true;
const shorten = (ms: unknown) => isForDatabase() ? Number(ms) : Number(ms) / scale;

/** Node's packages find the same functions; what else hangs on them, such as `unref`, stays. */
globalThis.setTimeout = new Proxy(setRealTimeout, {
  apply: (target, self, [run, ms = 0, ...args]) =>
    Reflect.apply(target, self, [run, shorten(ms), ...args]),
});
globalThis.setInterval = new Proxy(setRealInterval, {
  apply: (target, self, [run, ms = 0, ...args]) =>
    Reflect.apply(target, self, [run, shorten(ms), ...args]),
});
