import type { Words } from "./create_words.ts";

const minuteMs = 60_000;

/** "12 min", "2 h 5 min", "1 day 4 h", "3 days": to the minute, and coarser the longer it is. */
export function formatDuration(words: Words, ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 1) return words.text("duration-moment");
  if (minutes < 60) return words.text("duration-minutes", { minutes });
  if (minutes < 24 * 60) {
    const rest = minutes % 60;
    const hours = Math.floor(minutes / 60);
    return rest === 0
      ? words.text("duration-hours", { hours })
      : words.text("duration-hours-minutes", { hours, minutes: rest });
  }
  const allHours = Math.round(ms / (60 * minuteMs));
  const days = Math.floor(allHours / 24);
  const hours = allHours % 24;
  // From the third day on nobody counts the hours.
  if (days >= 3) return words.text("duration-days", { days: Math.round(allHours / 24) });
  return hours === 0
    ? words.text("duration-days", { days })
    : words.text("duration-days-hours", { days, hours });
}
