import { createRedact } from "../redact.ts";
import { isJsonList, type Json, type JsonObject, parseJson } from "./json.ts";
import { type Asked, describeRefusal, isAboutContent, SentryApiError } from "./sentry_api_error.ts";
import { readWait } from "./rate_limit.ts";

export interface SentryApiOptions {
  /** The base, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly organisation: string;
  readonly project: string;
  /** Fulfils after so many milliseconds. */
  readonly wait?: (ms: number) => Promise<void>;
  /** How long one request may take; 30 seconds unless given. */
  readonly timeoutMs?: number;
}

export type Query = Readonly<Record<string, string>>;

/**
 * Sentry's API for operators. Every method rejects with {@link SentryApiError} where Sentry refuses
 * or does not answer; a rate limit is waited for. Names in answers are in snake case.
 */
export interface SentryApi {
  readonly organisation: string;
  readonly project: string;
  /** A list with all of its pages, or with the first few alone. */
  list(purpose: string, path: string, query?: Query, pages?: number): Promise<readonly Json[]>;
  /** @returns null where it is not there */
  find(purpose: string, path: string): Promise<Json>;
  send(purpose: string, method: "POST" | "PUT", path: string, body: JsonObject): Promise<Json>;
}

const mostTries = 5;
/** Nobody has so many; it ends the walk through pages that lead round in a circle. */
const mostPages = 100;

export function createSentryApi(options: SentryApiOptions): SentryApi {
  const { url, token, organisation, project, wait = pause, timeoutMs = 30_000 } = options;
  const redact = createRedact([token]);

  async function ask(purpose: string, path: string, init: RequestInit): Promise<Response> {
    const asked: Asked = { url, organisation, project, purpose };
    for (let attempt = 1;; attempt++) {
      const response = await reach(`${url}/api/0${path}`, init);
      if (response.ok || (response.status === 404 && init.method === "GET")) return response;
      const body = await response.text();
      if (response.status !== 429) {
        throw new SentryApiError(
          redact(describeRefusal(response.status, body, asked)),
          isAboutContent(response.status),
        );
      }
      const seconds = readWait(response.headers, Date.now(), attempt);
      if (seconds === null || attempt === mostTries) {
        throw new SentryApiError(
          `${url} asks to be called more slowly and could not ${purpose}. ` +
            "Try again in a few minutes: what is done is done, and only the rest is left.",
        );
      }
      await wait(Math.ceil(seconds * 1000));
    }
  }

  async function reach(address: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(address, {
        ...init,
        // Elsewhere a POST would become a GET, and seem to have succeeded.
        redirect: "manual",
        headers: {
          authorization: `Bearer ${token}`,
          ...(init.body === undefined ? {} : { "content-type": "application/json" }),
        },
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SentryApiError(
        redact(`${url} cannot be reached. Look at SENTRY_URL and at the network. (${reason})`),
      );
    }
  }

  return {
    organisation,
    project,
    async list(purpose, path, query = {}, pages = mostPages) {
      const items: Json[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < pages; page++) {
        const search = new URLSearchParams(cursor === null ? query : { ...query, cursor });
        const address = search.size === 0 ? path : `${path}?${search}`;
        const response = await ask(purpose, address, { method: "GET" });
        if (response.status === 404) throw refuseUnknown(purpose, await response.text());
        const answer = await readAnswer(purpose, response);
        if (!isJsonList(answer)) throw refuseAnswer(purpose);
        items.push(...answer);
        cursor = findNextCursor(response.headers.get("link"));
        if (cursor === null) break;
      }
      return items;
    },
    async find(purpose, path) {
      const response = await ask(purpose, path, { method: "GET" });
      if (response.status !== 404) return await readAnswer(purpose, response);
      await response.body?.cancel();
      return null;
    },
    async send(purpose, method, path, body) {
      const response = await ask(purpose, path, { method, body: JSON.stringify(body) });
      return await readAnswer(purpose, response);
    },
  };

  async function readAnswer(purpose: string, response: Response): Promise<Json> {
    try {
      return parseJson(await response.json());
    } catch {
      throw refuseAnswer(purpose);
    }
  }

  function refuseUnknown(purpose: string, body: string): SentryApiError {
    const asked: Asked = { url, organisation, project, purpose };
    return new SentryApiError(redact(describeRefusal(404, body, asked)));
  }

  function refuseAnswer(purpose: string): SentryApiError {
    return new SentryApiError(
      `${url} did not answer as Sentry does when it was to ${purpose}. Look at SENTRY_URL.`,
    );
  }
}

/** Source: Sentry's pagination, `<…>; rel="next"; results="true"; cursor="0:100:0"`. */
function findNextCursor(link: string | null): string | null {
  const next = (link ?? "").split(",").find((each) => each.includes('rel="next"')) ?? "";
  return next.includes('results="true"') ? /cursor="([^"]+)"/.exec(next)?.[1] ?? null : null;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
