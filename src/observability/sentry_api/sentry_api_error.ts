/** Sentry refused or could not be reached: a sentence for the operator, without any secret. */
export class SentryApiError extends Error {
  override name = "SentryApiError";

  /** @param isAboutThis whether Sentry took offence at this one thing, so that others may go well */
  constructor(message: string, readonly isAboutThis = false) {
    super(message);
  }
}

/** Whether an answer refuses what it was given, and not whoever gave it. */
export function isAboutContent(status: number): boolean {
  return status === 400 || status === 409;
}

/** What was asked for, for the sentence that tells of its failure. */
export interface Asked {
  readonly url: string;
  readonly organisation: string;
  readonly project: string;
  /** What was to be done, such as `read the monitors`. */
  readonly purpose: string;
}

/**
 * Turns an answer that is no success into a sentence that says what to do.
 *
 * @param body the answer's text, which may be JSON with Sentry's own reasons
 */
export function describeRefusal(status: number, body: string, asked: Asked): string {
  const { url, organisation, project, purpose } = asked;
  const reasons = listReasons(body);
  const because = reasons.length === 0 ? "" : ` Sentry says: ${reasons.join("; ")}`;
  if (status === 401) {
    return `${url} does not accept SENTRY_AUTH_TOKEN: it is wrong, expired or withdrawn.`;
  }
  if (status === 403) {
    return `The token may not ${purpose}. It needs the scopes alerts:write and org:read, ` +
      `for sentry:release project:releases, and the project "${project}" among its projects.` +
      because;
  }
  if (status === 404) {
    return `${url} knows no organisation "${organisation}" with a project "${project}", ` +
      `or hides it from this token. Look at SENTRY_ORG, SENTRY_PROJECT and SENTRY_URL.`;
  }
  if (status >= 300 && status < 400) {
    return `${url} sends its callers elsewhere. Set SENTRY_URL to the address it has now.`;
  }
  if (status >= 500) {
    return `${url} answered with status ${status} when it was to ${purpose}. Try again later.`;
  }
  return `Sentry would not ${purpose} (status ${status}).${because}${hintOf(reasons)}`;
}

/** Whoever provisions before anything was sent meets this first. */
function hintOf(reasons: readonly string[]): string {
  return reasons.some((reason) => /environment/i.test(reason))
    ? " Sentry knows an environment once something has been sent from it: " +
      'run "deno task sentry:check" there first.'
    : "";
}

/** Sentry's reasons, each with the field it is about: `data_sources.0.environment: …`. */
function listReasons(body: string): string[] {
  try {
    return list(JSON.parse(body), []).slice(0, 5);
  } catch {
    // A proxy's page, which helps nobody.
    return [];
  }
}

function list(value: unknown, path: readonly string[]): string[] {
  if (typeof value === "string") {
    const named = path.filter((part) => part !== "detail" && part !== "nonFieldErrors");
    return [named.length === 0 ? value : `${named.join(".")}: ${value}`];
  }
  if (Array.isArray(value)) {
    const plain = value.every((each) => typeof each === "string");
    return value.flatMap((each, index) => list(each, plain ? path : [...path, String(index)]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => list(each, [...path, key]));
}
