import { type CronMonitor, type MonitorName, monitors } from "./monitors.ts";
import type { RunningSentry } from "./sentry/init_sentry.ts";

export type Outcome = "ok" | "error";

/** Tells Sentry's cron monitors of runs. No method throws or waits. */
export interface CheckIns {
  /**
   * A run begins. Both check-ins belong to the trace of the work they are called in.
   *
   * @returns tells how it ended
   */
  begin(monitor: MonitorName): (outcome: Outcome) => void;
}

/** @param now milliseconds since 1970 */
export function createCheckIns(
  sentry: Pick<RunningSentry, "captureCheckIn">,
  now: () => number = Date.now,
): CheckIns {
  return {
    begin(name) {
      const monitor = monitors[name];
      const monitorSlug = monitor.slug;
      const began = now();
      const checkInId = sentry.captureCheckIn(
        { monitorSlug, status: "in_progress" },
        describeMonitor(monitor),
      );
      return (status) => {
        const duration = Math.max(0, now() - began) / 1000;
        sentry.captureCheckIn({ monitorSlug, checkInId, status, duration });
      };
    },
  };
}

/** With it Sentry makes the monitor, or puts it right, also where nobody has provisioned it. */
function describeMonitor(monitor: CronMonitor) {
  return {
    schedule: { type: "crontab", value: monitor.schedule },
    timezone: monitor.timeZone,
    checkinMargin: monitor.checkInMarginMinutes,
    maxRuntime: monitor.maxRuntimeMinutes,
    failureIssueThreshold: monitor.failureThreshold,
    recoveryThreshold: monitor.recoveryThreshold,
  } as const;
}
