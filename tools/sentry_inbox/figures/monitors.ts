/** Check-ins by monitor, what began and what ended put together. */
import type { CheckIn } from "../items/check_in.ts";
import type { ItemOf } from "../items.ts";

export interface MonitorRun {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly status: CheckIn["status"];
  /** Null while it runs, or where it was not said. */
  readonly durationMs: number | null;
  readonly traceId: string | null;
}

export interface Monitor {
  readonly slug: string;
  readonly environment: string | null;
  /** As it was last sent; null where it never was. */
  readonly config: NonNullable<CheckIn["monitor_config"]> | null;
  /** The newest first. */
  readonly runs: readonly MonitorRun[];
}

/** @param items in the order of arrival */
export function listMonitors(items: readonly ItemOf<"check_in">[]): readonly Monitor[] {
  const monitors = new Map<
    string,
    { runs: Map<string, MonitorRun>; newest: CheckIn; config: Monitor["config"] }
  >();
  for (const { at, payload } of items) {
    const { monitor_slug: slug, check_in_id: id, status, duration } = payload;
    const monitor = monitors.get(slug) ?? { runs: new Map(), newest: payload, config: null };
    const known = monitor.runs.get(id);
    const durationMs = duration === null || duration === undefined ? null : duration * 1000;
    monitor.runs.set(id, {
      id,
      startedAt: known?.startedAt ?? at - (durationMs ?? 0),
      status,
      durationMs: durationMs ?? known?.durationMs ?? null,
      traceId: payload.contexts?.trace?.trace_id ?? known?.traceId ?? null,
    });
    monitor.newest = payload;
    monitor.config = payload.monitor_config ?? monitor.config;
    monitors.set(slug, monitor);
  }
  return [...monitors].map(([slug, { runs, newest, config }]) => ({
    slug,
    environment: newest.environment ?? null,
    config,
    runs: [...runs.values()].toSorted((a, b) => b.startedAt - a.startedAt),
  })).toSorted((a, b) => a.slug.localeCompare(b.slug));
}
