/** Moments as people say them, in the organisation's zone. */
import type { Instant } from "../../incident/incident.ts";
import type { Words } from "./create_words.ts";

function getDay(at: Instant, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

function format(
  words: Words,
  at: Instant,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): string {
  return getFormatter(words.text("date-locale"), { timeZone: zone, ...options }).format(at);
}

/** As many as there are locales, zones and ways to say a moment. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** To make one takes many times as long as to use it, and a card has several moments. */
function getFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter;
}

function formatClock(words: Words, at: Instant, zone: string): string {
  return format(words, at, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function formatDate(words: Words, at: Instant, zone: string, withYear: boolean): string {
  const date = { day: "numeric", month: "short" } as const;
  return format(words, at, zone, withYear ? { ...date, year: "numeric" } : date);
}

/**
 * For a message that is read soon: "14:02" today, "Mon 14:02" within six days before or after,
 * else "3 Nov 14:02", with the year where it is another one.
 */
export function formatTime(words: Words, at: Instant, zone: string, now: Instant): string {
  const time = formatClock(words, at, zone);
  const day = getDay(at, zone);
  const today = getDay(now, zone);
  const distance = Math.abs(today.until(day, { largestUnit: "day" }).days);
  if (distance === 0) return time;
  const date = distance < 7
    ? format(words, at, zone, { weekday: "short" })
    : formatDate(words, at, zone, day.year !== today.year);
  return words.text("time-on-day", { day: date, time });
}

/**
 * For what stays in a chat: true whenever it is read. "3 Nov 14:02"; beside a moment that the
 * reader has seen already (`beside`), "14:02" alone on the same day.
 */
export function formatStamp(
  words: Words,
  at: Instant,
  zone: string,
  beside: Instant | null = null,
): string {
  const time = formatClock(words, at, zone);
  const day = getDay(at, zone);
  const other = beside === null ? null : getDay(beside, zone);
  if (other !== null && day.equals(other)) return time;
  const withYear = other !== null && other.year !== day.year;
  return words.text("time-on-day", { day: formatDate(words, at, zone, withYear), time });
}
