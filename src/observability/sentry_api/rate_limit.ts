/** Longer than this nobody waits before a terminal. */
const longestWaitSeconds = 60;

/**
 * How long an answer of 429 asks us to wait, in seconds. Sentry names the second since 1970 when
 * its window ends; proxies before it say `Retry-After`, in seconds or as a date.
 *
 * @param now milliseconds since 1970
 * @param attempt the how manieth try was refused, from 1 on
 * @returns null where it is longer than anybody waits
 */
export function readWait(headers: Headers, now: number, attempt: number): number | null {
  const seconds = readRetryAfter(headers.get("retry-after"), now) ??
    readReset(headers.get("x-sentry-rate-limit-reset"), now) ??
    2 ** (attempt - 1);
  if (seconds > longestWaitSeconds) return null;
  return Math.max(seconds, 0.1);
}

function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : (date - now) / 1000;
}

function readReset(value: string | null, now: number): number | null {
  if (value === null || !/^\d+(\.\d+)?$/.test(value)) return null;
  return Number(value) - now / 1000;
}
