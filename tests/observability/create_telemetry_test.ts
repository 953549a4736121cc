import assert from "node:assert/strict";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import { startFakeSentry } from "./fake_sentry.ts";

Deno.test("telemetry: an error in a piece arrives with what the piece knows, in its trace", async () => {
  const { sentry, receive } = startFakeSentry();
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated({ name: "command /ticket", op: "telegram.update" }, async () => {
    telemetry.setUser({
      id: 7,
      username: "mia",
      firstName: "Mia",
      lastName: null,
      languageCode: "en",
      role: "Driver",
      group: "Night shift",
    });
    telemetry.setTag("incident_id", 42);
    telemetry.addBreadcrumb({ category: "incident", message: "created", data: { number: 1 } });
    await telemetry.traced("create_incident", "db.insert", async (span) => {
      span.setAttribute("rows", 1);
      await Promise.resolve();
      telemetry.captureException(new TypeError("broken", { cause: new RangeError("below") }));
    });
  });
  const [event] = await receive("event");
  const [transaction] = await receive("transaction");
  assert.deepEqual(
    event?.payload.exception.values.map((
      { type, value }: Record<string, unknown>,
    ) => [type, value]),
    [["RangeError", "below"], ["TypeError", "broken"]],
  );
  assert.equal(event?.payload.user.username, "mia");
  assert.equal(event?.payload.tags.incident_id, 42);
  assert.equal(event?.payload.breadcrumbs[0].message, "created");
  const [span] = transaction?.payload.spans;
  assert.equal(span.description, "create_incident");
  assert.equal(
    event?.payload.contexts.trace.trace_id,
    transaction?.payload.contexts.trace.trace_id,
  );
  assert.equal(event?.payload.contexts.trace.span_id, span.span_id);
  assert.equal(span.parent_span_id, transaction?.payload.contexts.trace.span_id);
});
