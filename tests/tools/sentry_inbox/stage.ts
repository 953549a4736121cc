/** An inbox behind a real server, Sentry's own SDK before it, and envelopes by hand. */
import * as Sentry from "@sentry/deno";
import type {
  InboxOptions,
  InboxServer,
  SentryInbox,
} from "../../../tools/sentry_inbox/control.ts";
import { createInbox } from "../../../tools/sentry_inbox/create_inbox.ts";

export interface Stage {
  readonly inbox: SentryInbox;
  readonly server: InboxServer;
  /** Sends an envelope, or any body, as a client of this project. */
  post(body: BodyInit | readonly unknown[], request?: PostOptions): Promise<Answer>;
}

export interface PostOptions {
  /** The project's own key unless given; null sends none. */
  readonly key?: string | null;
  readonly project?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly search?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export function inboxTest(
  name: string,
  run: (stage: Stage) => Promise<void>,
  options: InboxOptions = {},
): void {
  Deno.test(name, async () => {
    const inbox = createInbox(options);
    const server = await inbox.listen();
    try {
      await run({
        inbox,
        server,
        async post(body, { key = inbox.publicKey, project = inbox.projectId, ...more } = {}) {
          const search = more.search ?? (key === null ? "" : `?sentry_key=${key}`);
          const answer = await fetch(`${server.address}/api/${project}/envelope/${search}`, {
            method: "POST",
            body: isLines(body) ? renderEnvelope(body) : body,
            headers: more.headers ?? {},
          });
          return { status: answer.status, headers: answer.headers, body: await answer.json() };
        },
      });
    } finally {
      await server.stop();
    }
  });
}

/** As `inboxTest`, with the SDK set up as a program would, everything sampled. */
export function sdkTest(name: string, run: (stage: Stage) => Promise<void>): void {
  inboxTest(name, async (stage) => {
    Sentry.init({
      dsn: stage.server.dsn,
      environment: "test",
      release: "roadcall@0.1.0",
      tracesSampleRate: 1,
      enableLogs: true,
      tracePropagationTargets: [],
    });
    try {
      await run(stage);
    } finally {
      await Sentry.close(2000);
      Sentry.getCurrentScope().clear();
      Sentry.getIsolationScope().clear();
    }
  });
}

/** Each line as JSON; text as it is. */
export function renderEnvelope(lines: readonly unknown[]): string {
  return lines.map((line) => typeof line === "string" ? line : JSON.stringify(line)).join("\n");
}

function isLines(body: BodyInit | readonly unknown[]): body is readonly unknown[] {
  return Array.isArray(body);
}

export const eventId = "c3af3b55f0fb4408b7b97639a683fb8c";
export const traceId = "13493e2536db4ec7a7ca8741f3bbe941";
export const spanId = "b5a2f7d39604762c";

/** A small event in an envelope of its own. */
export function createEvent(more: Readonly<Record<string, unknown>> = {}): readonly unknown[] {
  const event = { event_id: eventId, timestamp: 1, platform: "javascript", message: "hello" };
  return [{ event_id: eventId }, { type: "event" }, { ...event, ...more }];
}
