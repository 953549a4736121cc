import { AsyncLocalStorage } from "node:async_hooks";
import type { LogFields } from "../desk/ports/log.ts";
import type { Breadcrumb, TagName, TelemetryContexts, TelemetryUser } from "../desk/ports.ts";
import type { RecordedSpan } from "./recorded_span.ts";

/** How many breadcrumbs an event carries at most. */
export const keptBreadcrumbs = 100;

export type StampedBreadcrumb = Breadcrumb & {
  /** Seconds since 1970. */
  readonly at: number;
};

/**
 * What is known of the work under way: for whom it is and what has led there. Plain data, since it
 * is filled for every update and read only where something goes wrong.
 */
export class WorkScope {
  user: TelemetryUser | null = null;
  tags: Partial<Record<TagName, string | number>> = {};
  contexts: Partial<TelemetryContexts> = {};
  #breadcrumbs: StampedBreadcrumb[] = [];

  /** @param span the span that errors, logs and figures of this scope belong to, if there is one */
  constructor(readonly span: RecordedSpan | null) {}

  /** A scope that has all this one has; what is added to either from now on the other does not see. */
  fork(span: RecordedSpan | null): WorkScope {
    const fork = new WorkScope(span);
    fork.user = this.user;
    fork.tags = { ...this.tags };
    fork.contexts = { ...this.contexts };
    fork.#breadcrumbs = this.listBreadcrumbs();
    return fork;
  }

  addBreadcrumb(breadcrumb: StampedBreadcrumb): void {
    this.#breadcrumbs.push(breadcrumb);
    // Cut at twice the number, so that not every one of a long work moves all the others.
    if (this.#breadcrumbs.length >= 2 * keptBreadcrumbs) {
      this.#breadcrumbs = this.#breadcrumbs.slice(-keptBreadcrumbs);
    }
  }

  listBreadcrumbs(): StampedBreadcrumb[] {
    return this.#breadcrumbs.slice(-keptBreadcrumbs);
  }
}

/** Where the program is: the scope, and the innermost span within it. */
export type Whereabouts = { readonly scope: WorkScope; readonly span: RecordedSpan | null };

/** Follows the work through everything it awaits. One for the process, since the log reads it too. */
export const whereabouts = new AsyncLocalStorage<Whereabouts>();

const fieldNames = {
  organisation_id: "organisationId",
  group_id: "groupId",
  incident_id: "incidentId",
  user_id: "userId",
  command: "command",
  action: "action",
  update_type: "updateType",
} as const;

/** What each line of the log says of the work it was written in. */
export function listWorkFields(): LogFields {
  const scope = whereabouts.getStore()?.scope;
  if (scope === undefined) return {};
  const fields: Record<string, unknown> = {};
  const { telegram_update: update } = scope.contexts;
  if (update !== undefined) {
    fields.updateId = update.update_id;
    if (update.chat_id !== undefined) fields.chatId = update.chat_id;
  }
  for (const [tag, field] of Object.entries(fieldNames)) {
    const value = isTagName(tag) ? scope.tags[tag] : undefined;
    if (value !== undefined) fields[field] = value;
  }
  if (scope.user !== null) fields.userId = scope.user.id;
  return fields;
}

function isTagName(name: string): name is keyof typeof fieldNames {
  return Object.hasOwn(fieldNames, name);
}
