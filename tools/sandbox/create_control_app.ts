/**
 * The control interface over HTTP: `POST /control/<name>` with a JSON body, `GET /control/state`.
 * Answers `{ ok: true, result }`, or 400 with `{ ok: false, problem }`.
 */
import { Hono } from "hono";
import * as v from "valibot";
import { type Sandbox, SandboxError } from "./control.ts";
import { COMMANDS } from "./control_commands.ts";
import { createSnapshot } from "./snapshot.ts";

export function createControlApp(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.get("/state", (context) => context.json({ ok: true, result: createSnapshot(sandbox) }));
  app.post("/:name", async (context) => {
    const name = context.req.param("name");
    const refuse = (problem: string, status: 400 | 404 | 415 = 400) =>
      context.json({ ok: false, problem }, status);
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) {
      return refuse(`no command ${name}; there are ${Object.keys(COMMANDS).join(", ")}`, 404);
    }
    // A web page elsewhere could post a form to this machine, but not this type unasked.
    if (context.req.header("content-type")?.startsWith("application/json") !== true) {
      return refuse("send a JSON object as application/json", 415);
    }
    let body: unknown;
    try {
      body = await context.req.json();
    } catch {
      return refuse("the body is no JSON");
    }
    const input = v.safeParse(command.input, body);
    if (!input.success) return refuse(input.issues.map(describeIssue).join("; "));
    try {
      const result = await command.run(sandbox, input.output);
      return context.json({ ok: true, result: result ?? null });
    } catch (error) {
      if (error instanceof SandboxError) return refuse(error.message);
      throw error;
    }
  });
  return app;
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? "body"}: ${issue.message}`;
}
