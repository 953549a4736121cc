/**
 * The other end of `SENTRY_DSN`, as a process of its own: it takes every envelope, counts what is in
 * it, and keeps nothing. `GET /counts` tells what came for each project.
 */
const counts: Record<string, Record<string, number>> = {};

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/counts") return Response.json(counts);
  const project = /^\/api\/(\d+)\/envelope\/$/.exec(pathname)?.[1];
  if (project === undefined) return new Response(null, { status: 404 });
  const own = counts[project] ??= {};
  const envelope = await request.text();
  // A header, then what it is the header of, line by line, behind the envelope's own.
  for (const [index, line] of envelope.split("\n").entries()) {
    const type = index % 2 === 1 ? /^\{"type":"(\w+)"/.exec(line)?.[1] : undefined;
    if (type !== undefined) own[type] = (own[type] ?? 0) + 1;
  }
  own.bytes = (own.bytes ?? 0) + envelope.length;
  return Response.json({});
});
console.log(server.addr.port);
