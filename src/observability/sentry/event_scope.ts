import * as Sentry from "@sentry/deno";
import type { TelemetryUser } from "../../desk/ports.ts";
import type { EventDetails } from "../sentry_link.ts";
import type { WorkScope } from "../work_scope.ts";

export type UserDetails = "full" | "id";

/** A scope of Sentry's with all that an event says of the work it happened in. */
export function createEventScope(details: EventDetails, userDetails: UserDetails): Sentry.Scope {
  const { scope, span } = details;
  const eventScope = new Sentry.Scope();
  fillScope(eventScope, scope, userDetails);
  for (const { at, category, message, level, data } of scope.listBreadcrumbs()) {
    eventScope.addBreadcrumb({
      timestamp: at,
      category,
      message,
      level: level ?? "info",
      ...(data === undefined ? {} : { data: { ...data } }),
    });
  }
  if (span !== null) {
    eventScope.setTransactionName(span.transaction.root.name);
    eventScope.setPropagationContext({
      traceId: span.transaction.traceId,
      sampleRand: span.transaction.sampleRand,
      propagationSpanId: span.id,
      ...(span.parent === null ? {} : { parentSpanId: span.parent.id }),
    });
  }
  eventScope.setTags({ ...details.tags });
  for (const [name, context] of Object.entries(hideGroup(details.contexts ?? {}, userDetails))) {
    eventScope.setContext(name, { ...context });
  }
  if (details.level !== undefined) eventScope.setLevel(details.level);
  return eventScope;
}

/** What a piece of work has gathered, but for its breadcrumbs: its user, tags and contexts. */
export function fillScope(
  eventScope: Sentry.Scope,
  scope: WorkScope,
  userDetails: UserDetails,
): void {
  if (scope.user !== null) eventScope.setUser(describeUser(scope.user, userDetails));
  eventScope.setTags(scope.tags);
  for (const [name, context] of Object.entries(hideGroup(scope.contexts, userDetails))) {
    eventScope.setContext(name, { ...context });
  }
}

/** Sentry's user. With `id` nothing is left by which somebody else would recognise the person. */
export function describeUser(user: TelemetryUser, userDetails: UserDetails): Sentry.User {
  const role = user.role === undefined ? {} : { role: user.role };
  const bare = { id: user.id, ...known({ language_code: user.languageCode }), ...role };
  if (userDetails === "id") return bare;
  const { username, firstName, lastName, group } = user;
  const name = lastName === null ? firstName : `${firstName} ${lastName}`;
  return {
    ...bare,
    name,
    ...known({ username, first_name: firstName, last_name: lastName, group: group ?? null }),
  };
}

/** The title of a group tells who people are as much as their names do. */
function hideGroup<C extends WorkScope["contexts"]>(contexts: C, userDetails: UserDetails): C {
  if (userDetails === "full" || contexts.incident === undefined) return contexts;
  return { ...contexts, incident: { ...contexts.incident, group: null } };
}

function known(fields: Readonly<Record<string, string | null>>): Record<string, string> {
  const there: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== null) there[name] = value;
  return there;
}
