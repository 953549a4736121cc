/**
 * The other end of `SENTRY_DSN`, as a process of its own: it takes every envelope, counts what is in
 * it, and keeps nothing. `GET /counts` tells what came for each project.
 */
import { listItemTypes } from "./list_item_types.ts";

const counts: Record<string, Record<string, number>> = {};

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/counts") return Response.json(counts);
  const project = /^\/api\/(\d+)\/envelope\/$/.exec(pathname)?.[1];
  if (project === undefined) return new Response(null, { status: 404 });
  const own = counts[project] ??= {};
  const envelope = await request.text();
  for (const type of listItemTypes(envelope)) own[type] = (own[type] ?? 0) + 1;
  own.bytes = (own.bytes ?? 0) + envelope.length;
  return Response.json({});
});
console.log(server.addr.port);
