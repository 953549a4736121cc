/** The sandbox's chat page: a group chat in the browser, as whoever of its people one likes. */
import { Hono } from "hono";
import type { Sandbox } from "../control.ts";
import { parseAct, runAct } from "./act.ts";
import { createView, type PageQuery, type ViewSettings } from "./create_view.ts";
import { type Guide, INCIDENT_GUIDE } from "./guide.ts";
import { renderPageAddress } from "./links.ts";
import { createLiveStream } from "./live.ts";
import { createReadMarks } from "./read_marks.ts";
import { renderEmptyPage, renderPage } from "./render_page.tsx";
import { findAsset } from "./assets.ts";

export interface PageOptions {
  /** Stands above the chats. "Roadcall sandbox" unless given. */
  readonly title?: string;
  /** What each person is, by id: shown beside their name. Read anew at each look. */
  readonly roleHints?: ReadonlyMap<number, string>;
  /** What a newcomer is told to try; null for nothing. The story of an incident unless given. */
  readonly guide?: Guide | null;
  /** Other pages of whoever runs the sandbox, at the right of the top. */
  readonly links?: ViewSettings["links"];
}

/** Only what the page itself serves may run or load in it, whatever a message says. */
const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/**
 * The page for a sandbox, to be mounted at `/`. It serves `/` (`?as=` the person, `?chat=` the
 * group or, for the private chat, the bot), `POST /page/act`, `GET /page/events`, its own files below
 * `/page/` and those that bots sent below `/page/files/`.
 */
export function createPage(sandbox: Sandbox, options: PageOptions = {}): Hono {
  const settings: ViewSettings = {
    title: options.title ?? "Roadcall sandbox",
    roleHints: options.roleHints ?? new Map(),
    guide: options.guide === undefined ? INCIDENT_GUIDE : options.guide,
    links: options.links ?? [],
  };
  const marks = createReadMarks();
  const app = new Hono();

  app.get("/", async (c) => {
    const view = createView(sandbox, parseQuery((name) => c.req.query(name)), settings, marks);
    const document = view === null ? renderEmptyPage(settings.title) : renderPage(view, {
      person: view.viewer,
      addressOfStart: (username, payload) => {
        const bot = sandbox.bots.find((candidate) =>
          candidate.username.toLowerCase() === username.toLowerCase()
        );
        return bot === undefined
          ? null
          : renderPageAddress(view.viewer.id, bot.personId, { start: payload });
      },
    });
    const markup = await <>{document}</>;
    return c.html(`<!DOCTYPE html>${markup}`, 200, SECURITY_HEADERS);
  });

  app.post("/page/act", async (c) => {
    // a form on another site can post, but not with this type: nobody else acts on the page
    if (!c.req.header("content-type")?.startsWith("application/json")) {
      return c.json({ ok: false, problem: "acts are sent as application/json" }, 415);
    }
    const act = parseAct(await c.req.json().catch(() => null));
    if ("problem" in act) return c.json({ ok: false, problem: act.problem }, 400);
    const answer = await runAct(sandbox, act);
    return c.json(answer, answer.ok ? 200 : 422);
  });

  app.get("/page/events", () =>
    new Response(createLiveStream(sandbox), {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
    }));

  app.get("/page/files/:id", (c) => {
    const bytes = sandbox.fileBytes(c.req.param("id"));
    if (bytes === undefined) return c.notFound();
    return c.body(bytes, 200, { ...SECURITY_HEADERS, "content-type": findFileType(bytes) });
  });

  app.get("/page/:file", async (c) => {
    const asset = findAsset(c.req.param("file"));
    if (asset === null) return c.notFound();
    return c.body(await Deno.readTextFile(asset.url), 200, {
      ...SECURITY_HEADERS,
      "content-type": asset.type,
    });
  });

  return app;
}

/** A picture is shown; anything else is for downloading, whatever is in it. */
function findFileType(bytes: Uint8Array): string {
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, i) => bytes[i] === byte);
  return isPng ? "image/png" : "application/octet-stream";
}

function parseQuery(get: (name: string) => string | undefined): PageQuery {
  const id = (name: string) => {
    const text = get(name) ?? "";
    return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
  };
  return { as: id("as"), chat: id("chat"), list: get("list") === "1", all: get("all") === "1" };
}
