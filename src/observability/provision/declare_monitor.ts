import type { CronMonitor } from "../monitors.ts";
import type { JsonObject } from "../sentry_api/json.ts";

/** The body of a cron monitor. */
export function declareMonitor(monitor: CronMonitor, project: string): JsonObject {
  return {
    project,
    name: monitor.job,
    slug: monitor.slug,
    status: "active",
    config: {
      schedule_type: "crontab",
      schedule: monitor.schedule,
      timezone: monitor.timeZone,
      checkin_margin: monitor.checkInMarginMinutes,
      max_runtime: monitor.maxRuntimeMinutes,
      failure_issue_threshold: monitor.failureThreshold,
      recovery_threshold: monitor.recoveryThreshold,
    },
  };
}
