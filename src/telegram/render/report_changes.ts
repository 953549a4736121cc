/** Figures with how they differ from the period before, in brackets where they do. */
import type { ServiceFigures } from "../../incident/metrics.ts";
import type { Words } from "./create_words.ts";
import { formatDuration } from "./duration.ts";
import { escaped, html, noHtml, type SafeHtml } from "./safe_html.ts";

const minuteMs = 60_000;

function renderChange(words: Words, difference: number, amount: string): SafeHtml {
  if (difference === 0) return noHtml;
  const key = difference > 0 ? "report-more" : "report-less";
  return html(` ${words.html(key, { amount })}`);
}

/** "8 (+5)" */
export function renderCount(words: Words, count: number, before: number): SafeHtml {
  const change = renderChange(words, count - before, String(Math.abs(count - before)));
  return html(`<b>${count}</b>${change}`);
}

/** "16 min (+6 min)"; to the minute, as durations are said. */
export function renderDuration(words: Words, ms: number | null, before: number | null): SafeHtml {
  if (ms === null) return words.html("report-none");
  const now = formatDuration(words, ms);
  const minutes = before === null ? 0 : Math.round(ms / minuteMs) - Math.round(before / minuteMs);
  const change = renderChange(words, minutes, formatDuration(words, Math.abs(minutes) * minuteMs));
  return html(`<b>${escaped(now)}</b>${change}`);
}

function getPercent({ met, breached }: ServiceFigures): number | null {
  return met + breached === 0 ? null : Math.round((100 * met) / (met + breached));
}

/** "57 %, 4 of 7 (−10 points), 1 still in time" */
export function renderShare(
  words: Words,
  service: ServiceFigures,
  before: ServiceFigures | null,
): SafeHtml {
  const { met, breached, pending } = service;
  const percent = getPercent(service);
  const earlier = before === null ? null : getPercent(before);
  const running = pending === 0
    ? noHtml
    : html(`, ${words.html("report-pending", { count: pending })}`);
  if (percent === null) return html(`${words.html("report-none")}${running}`);
  const points = earlier === null ? 0 : percent - earlier;
  const change = renderChange(
    words,
    points,
    words.text("report-points", { points: Math.abs(points) }),
  );
  const share = words.html("report-share", { percent, met, all: met + breached });
  return html(`${share}${change}${running}`);
}
