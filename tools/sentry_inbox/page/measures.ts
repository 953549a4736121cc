/** Times, durations and numbers as people read them. */

/** Hour to second, in this machine's own zone. @param at milliseconds since the epoch */
export function renderClock(at: number): string {
  return new Date(at).toLocaleTimeString("en-GB");
}

/** To the millisecond. @param at milliseconds since the epoch */
export function renderMoment(at: number): string {
  const date = new Date(at);
  const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
  return `${day}, ${renderExactClock(at)}`;
}

/** The clock to the millisecond. @param at milliseconds since the epoch */
export function renderExactClock(at: number): string {
  const date = new Date(at);
  const ms = String(Math.floor(at) % 1000).padStart(3, "0");
  return `${date.toLocaleTimeString("en-GB")}.${ms}`;
}

/** Three digits of it: 0.42 ms, 12.3 ms, 1.23 s; from a minute on 2 min 3 s. */
export function renderDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  if (ms < 1000) return `${renderNumber(ms)} ms`;
  if (ms < 60_000) return `${renderNumber(ms / 1000)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** At least three digits, and no more after the point than that takes. */
export function renderNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Number.isInteger(value)) return value.toLocaleString("en-GB");
  const digits = Math.abs(value) < 1 ? 2 : Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits });
}

/** So many seconds are no duration of anything here: they are since the epoch. In 2001. */
const earliestMoment = 1e9;

/** With its unit, as Sentry names units. */
export function renderMeasure(value: number, unit: string): string {
  if (unit === "millisecond") return renderDuration(value);
  if (unit === "second") {
    return value > earliestMoment ? renderMoment(value * 1000) : renderDuration(value * 1000);
  }
  if (unit === "ratio") return `${renderNumber(value * 100)} %`;
  return unit === "" || unit === "none" ? renderNumber(value) : `${renderNumber(value)} ${unit}`;
}

export function renderBytes(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${renderNumber(bytes / 1024)} KiB`;
}

/** 1 span, 2 spans. */
export function renderCount(count: number, one: string, many = `${one}s`): string {
  return `${renderNumber(count)} ${count === 1 ? one : many}`;
}
