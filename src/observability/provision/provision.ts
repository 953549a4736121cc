import { isJsonObject, type Json, type JsonObject } from "../sentry_api/json.ts";
import type { SentryApi } from "../sentry_api/create_sentry_api.ts";
import { SentryApiError } from "../sentry_api/sentry_api_error.ts";
import { type CronMonitor, monitors } from "../monitors.ts";
import { type Alert, alerts } from "./alerts.ts";
import type { Change, Kind } from "./change.ts";
import { dashboardTitle, declareDashboard } from "./declare_dashboard.ts";
import { declareDetector, declareWorkflow, nameIn } from "./declare_alert.ts";
import { declareMonitor } from "./declare_monitor.ts";
import { findDifferences } from "./find_differences.ts";
import {
  type Existing,
  findCronDetector,
  findNamed,
  viewDashboard,
  viewDetector,
  viewMonitor,
  viewWorkflow,
} from "./view_existing.ts";

export interface ProvisionOptions {
  readonly api: SentryApi;
  /** The environment that the alerts are about. */
  readonly environment: string;
  /** Only finds out what would be done. */
  readonly dryRun: boolean;
  /** Told of each thing as soon as it is done, so that a run that breaks off has said how far it came. */
  readonly say: (change: Change) => void;
}

/** Where a thing is made and where it is changed. */
interface Place {
  readonly create: string;
  readonly update: (id: string) => string;
}

/**
 * Makes Sentry what the tables beside this file say: cron monitors, metric monitors, alerts and the
 * dashboard. Whatever is there by our name is compared and put right where it differs; nothing is
 * ever deleted, and nothing else is touched.
 *
 * @returns what was done; where Sentry refuses one thing, it says so there and goes on with the rest
 * @throws {SentryApiError} where Sentry refuses whoever asks, or cannot be reached; what was done
 *   before stays
 */
export async function provision(options: ProvisionOptions): Promise<readonly Change[]> {
  const { api, environment, dryRun } = options;
  const organisation = `/organizations/${encodeURIComponent(api.organisation)}`;
  const project = `/projects/${encodeURIComponent(api.organisation)}/${
    encodeURIComponent(api.project)
  }`;
  const changes: Change[] = [];

  function note(change: Change): void {
    changes.push(change);
    options.say(change);
  }

  /** @returns its id; null where it is not there, since it would only be made or was refused */
  async function put(
    kind: Kind,
    name: string,
    wanted: JsonObject,
    existing: Existing | null,
    place: Place,
  ): Promise<string | null> {
    const differences = existing === null ? [] : findDifferences(wanted, existing.state);
    const done = existing === null ? "created" : differences.length > 0 ? "changed" : "unchanged";
    let id = existing?.id ?? null;
    try {
      if (!dryRun && existing === null) {
        id = readId(await api.send(`create the ${kind} "${name}"`, "POST", place.create, wanted));
      } else if (!dryRun && existing !== null && done === "changed") {
        const path = place.update(existing.id);
        await api.send(`change the ${kind} "${name}"`, "PUT", path, wanted);
      }
    } catch (error) {
      if (!(error instanceof SentryApiError && error.isAboutThis)) throw error;
      note({ kind, name, done: "refused", differences, reason: error.message });
      return id;
    }
    note({ kind, name, done, differences });
    return id;
  }

  const listDetectors = () =>
    api.list("read the monitors", `${organisation}/detectors/`, { project: api.project });

  async function putMonitor(monitor: CronMonitor): Promise<void> {
    const path = `${project}/monitors/${monitor.slug}/`;
    await put(
      "cron monitor",
      monitor.slug,
      declareMonitor(monitor, api.project),
      viewMonitor(await api.find(`read the cron monitor "${monitor.slug}"`, path)),
      { create: `${organisation}/monitors/`, update: () => path },
    );
  }

  async function putAlert(alert: Alert, detectors: readonly Json[], workflows: readonly Json[]) {
    const id = await findDetectorOf(alert, detectors);
    const name = nameIn(environment, alert.name);
    const existing = findNamed(workflows, "name", name, viewWorkflow);
    if (id === null && !dryRun) {
      const reason = "What it listens to is not there.";
      note({ kind: "alert", name, done: "refused", differences: [], reason });
      return;
    }
    // In a dry run what the alert listens to may not be there yet.
    const listensTo = id === null ? "one that is yet to be made" : Number(id);
    await put(
      "alert",
      name,
      declareWorkflow(alert, environment, [listensTo], existing?.state ?? null),
      existing,
      {
        create: `${organisation}/workflows/`,
        update: (workflow) => `${organisation}/workflows/${workflow}/`,
      },
    );
  }

  /** What an alert listens to; of limits it is made or put right first. */
  function findDetectorOf({ name, cause }: Alert, detectors: readonly Json[]) {
    switch (cause.kind) {
      case "error_issue":
        return findOfErrors(detectors);
      case "cron":
        return findCron(cause.monitor, detectors);
      case "limit": {
        const wanted = declareDetector(name, environment, cause.limit);
        const full = nameIn(environment, name);
        const existing = findNamed(detectors, "name", full, viewDetector);
        return put("metric monitor", full, wanted, existing, {
          create: `${organisation}/projects/${encodeURIComponent(api.project)}/detectors/`,
          update: (id) => `${organisation}/detectors/${id}/`,
        });
      }
    }
  }

  function findOfErrors(detectors: readonly Json[]): string {
    const found = findNamed(detectors, "type", "error", viewDetector);
    if (found === null) {
      throw new SentryApiError(
        `Sentry shows no error monitor of the project "${api.project}". Every project has one: ` +
          "look at SENTRY_PROJECT, and at the projects that the token may see.",
      );
    }
    return found.id;
  }

  function findCron({ slug }: CronMonitor, detectors: readonly Json[]): string | null {
    return findCronDetector(detectors, slug)?.id ?? null;
  }

  // First, as it tells best whether the organisation, the project and the token are right.
  const before = await listDetectors();
  const projectId = readProjectId(before, findOfErrors(before));
  for (const monitor of Object.values(monitors)) await putMonitor(monitor);
  // A cron monitor brings a detector of its own.
  const detectors = dryRun ? before : await listDetectors();
  const workflows = await api.list("read the alerts", `${organisation}/workflows/`);
  for (const alert of alerts) await putAlert(alert, detectors, workflows);

  const dashboards = await api.list("read the dashboards", `${organisation}/dashboards/`);
  const listed = findNamed(dashboards, "title", dashboardTitle, viewDashboard);
  const path = (id: string) => `${organisation}/dashboards/${id}/`;
  const whole = listed === null
    ? null
    : viewDashboard(await api.find("read the dashboard", path(listed.id)));
  await put("dashboard", dashboardTitle, declareDashboard(projectId), whole, {
    create: `${organisation}/dashboards/`,
    update: path,
  });
  return changes;
}

function readId(answer: Json): string {
  const id = isJsonObject(answer) ? answer.id : undefined;
  if (typeof id !== "string") throw new SentryApiError("Sentry made it and did not say its id.");
  return id;
}

function readProjectId(detectors: readonly Json[], id: string): number {
  const detector = detectors.find((each) => isJsonObject(each) && each.id === id);
  return Number(isJsonObject(detector) ? detector.project_id : NaN);
}
