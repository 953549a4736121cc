/** How Sentry watches a job that comes again and again. */
export interface CronMonitor {
  /** The name of the `Deno.cron` job. */
  readonly job: string;
  /** The monitor's own name in Sentry, which check-ins give. */
  readonly slug: string;
  /** A crontab line. */
  readonly schedule: string;
  /** The time zone of the schedule; `Deno.cron` knows no other. */
  readonly timeZone: "UTC";
  /** How late a check-in may come before it counts as missed. */
  readonly checkInMarginMinutes: number;
  /** How long one run may take before it counts as failed. */
  readonly maxRuntimeMinutes: number;
  /** After so many failed or missed runs on end Sentry opens an issue. */
  readonly failureThreshold: number;
  /** After so many good runs on end Sentry resolves it. */
  readonly recoveryThreshold: number;
}

/**
 * Every `Deno.cron` job with its monitor. The program checks in by this table and
 * `deno task sentry:provision` sets Sentry up by it, so that the two cannot differ.
 */
export const monitors = {
  tick: {
    job: "roadcall tick",
    slug: "roadcall-tick",
    schedule: "* * * * *",
    timeZone: "UTC",
    // Where somebody calls /tick, it may be at any second, and a little late.
    checkInMarginMinutes: 2,
    // A tick of a quiet desk takes milliseconds; one that had a day to make up for took seconds.
    maxRuntimeMinutes: 5,
    // One missed minute is a restart or a database that moved; a second one is not.
    failureThreshold: 2,
    recoveryThreshold: 2,
  },
} as const satisfies Record<string, CronMonitor>;

export type MonitorName = keyof typeof monitors;
