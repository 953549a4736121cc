/** Whether a request may send to this project: Sentry's own rules and its own answers. */

export interface Refusal {
  readonly status: 400 | 401 | 403 | 413 | 415;
  readonly detail: string;
  readonly causes?: readonly string[];
}

export interface Project {
  readonly projectId: string;
  readonly publicKey: string;
}

/** @returns null where it may */
export function authorise(project: Project, projectId: string, request: Request): Refusal | null {
  const header = request.headers.get("x-sentry-auth");
  const query = new URL(request.url).searchParams;
  const fromQuery = query.get("sentry_key");
  if (header !== null && fromQuery !== null) {
    return { status: 401, detail: "multiple authorization payloads detected" };
  }
  const fromHeader = header === null ? null : parseAuthHeader(header);
  if (header !== null && fromHeader === null) {
    return { status: 401, detail: "bad x-sentry-auth header" };
  }
  const key = fromHeader ?? fromQuery;
  if (key === null) return { status: 401, detail: "missing authorization information" };
  if (!/^[\x21-\x7e]{32}$/.test(key)) {
    const causes = ["invalid project key"];
    return { status: 400, detail: "bad sentry DSN public key", causes };
  }
  if (key !== project.publicKey || projectId !== project.projectId) {
    return { status: 403, detail: "event submission rejected with_reason: ProjectId" };
  }
  return null;
}

/** `Sentry sentry_key=…, sentry_version=7` → the key. */
function parseAuthHeader(header: string): string | null {
  const [, fields] = /^sentry\s+(.*)$/i.exec(header) ?? [];
  if (fields === undefined) return null;
  for (const field of fields.split(",")) {
    const [name, value] = field.trim().split("=", 2);
    if (name === "sentry_key" && value !== undefined) return value;
  }
  return null;
}
