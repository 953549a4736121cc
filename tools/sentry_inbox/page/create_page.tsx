/** The inbox's page: all that came, live, and each thing in full. */
import { Hono } from "hono";
import type { SentryInbox } from "../control.ts";
import type { InboxItem } from "../items.ts";
import { matches, parseWords } from "../figures/search_text.ts";
import { findAsset } from "./assets.ts";
import { createView, type ViewSettings } from "./create_view.ts";
import { createLiveStream } from "./live.ts";
import { parseQuery } from "./page_query.ts";
import { renderPage } from "./render_page.tsx";

export interface InboxPageOptions {
  /** "Sentry inbox" unless given. */
  readonly title?: string;
  /** The address of the sandbox's chats; read anew at each look. */
  readonly chats?: () => string | null;
}

/** Only what the page itself serves may run or load in it, whatever an event says. */
const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/**
 * The page for an inbox, to be mounted at `/`. It serves `/` (`?kind=` what, `?q=` words, `?open=`
 * one of it), the same as JSON at `GET /items` and `GET /items/<number>`, `POST /page/clear`,
 * `GET /page/events` and its own files below `/page/`.
 */
export function createInboxPage(inbox: SentryInbox, options: InboxPageOptions = {}): Hono {
  const app = new Hono();

  app.get("/", async (c) => {
    const settings: ViewSettings = {
      title: options.title ?? "Sentry inbox",
      chats: options.chats?.() ?? null,
      dsn: `http://${inbox.publicKey}@${new URL(c.req.url).host}/${inbox.projectId}`,
    };
    const view = createView(inbox, parseQuery((name) => c.req.query(name)), settings);
    const markup = await <>{renderPage(view)}</>;
    return c.html(`<!DOCTYPE html>${markup}`, 200, SECURITY_HEADERS);
  });

  app.get("/items", (c) => {
    const words = parseWords(c.req.query("q") ?? "");
    const kind = c.req.query("kind");
    const found = inbox.items.filter((item) =>
      (kind === undefined || item.kind === kind) && matches(item, words)
    );
    return c.json(found.map(presentItem), 200, SECURITY_HEADERS);
  });

  app.get("/items/:no{[0-9]+}", (c) => {
    const item = inbox.items.find(({ no }) => no === Number(c.req.param("no")));
    if (item === undefined) return c.notFound();
    return c.json(presentItem(item).payload, 200, SECURITY_HEADERS);
  });

  app.post("/page/clear", (c) => {
    // A form on another site can post, but not with this type: nobody else acts on the page.
    if (!c.req.header("content-type")?.startsWith("application/json")) {
      return c.json({ problem: "send application/json" }, 415);
    }
    inbox.clear();
    return c.json({});
  });

  app.get("/page/events", () =>
    new Response(createLiveStream(inbox), {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
    }));

  // The second is where a script finds one of the chats' by the path that it has in the sources.
  for (const folder of ["/page", "/sandbox/page/assets"] as const) {
    app.get(`${folder}/:file`, async (c) => {
      const asset = findAsset(c.req.param("file"));
      if (asset === null) return c.notFound();
      return c.body(await Deno.readTextFile(asset.url), 200, {
        ...SECURITY_HEADERS,
        "content-type": asset.type,
      });
    });
  }

  return app;
}

/** JSON has no bytes: an attachment's are written in base64. */
function presentItem(item: InboxItem) {
  if (item.kind !== "attachment") return item;
  return { ...item, payload: { ...item.payload, bytes: item.payload.bytes.toBase64() } };
}
