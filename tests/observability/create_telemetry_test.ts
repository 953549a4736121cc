import assert from "node:assert/strict";
import type { TelemetryUser } from "../../src/desk/ports.ts";
import { createTelemetry } from "../../src/observability/create_telemetry.ts";
import { startSentry } from "./start_sentry.ts";

const mia: TelemetryUser = {
  id: 7,
  username: "mia",
  firstName: "Mia",
  lastName: "Lind",
  languageCode: "en",
  role: "Driver",
  group: "Night shift",
};
const press = { name: "button claim", op: "telegram.update" };

/** Gives up its turn, as work does that waits for a database. */
const elsewhere = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

Deno.test("telemetry: an error arrives with what its piece of work knows, in its trace", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry, tags: { backend: "embedded" } });
  await telemetry.isolated({ ...press, tags: { action: "claim" } }, async () => {
    telemetry.setUser(mia);
    telemetry.setTag("incident_id", "0199c1de-7a11-7000-8000-000000000001");
    telemetry.setContext("telegram_update", { update_id: 5, type: "callback", chat_type: "group" });
    telemetry.addBreadcrumb({ category: "incident", message: "created", data: { number: 1 } });
    await telemetry.traced("claim_incident", "db.update", async () => {
      await elsewhere();
      telemetry.captureException(new TypeError("broken", { cause: new RangeError("below") }), {
        contexts: {
          database_operation: {
            operation: "claim_incident",
            table: "incidents",
            sqlstate: "40001",
            constraint: null,
          },
        },
      });
    });
  });
  const { events: [event], transactions: [transaction], violations } = await settled();
  assert.ok(event && transaction);
  assert.deepEqual(
    event.exception?.values.map(({ type, value }) => [type, value]),
    [["RangeError", "below"], ["TypeError", "broken"]],
  );
  assert.equal(event.transaction, "button claim");
  assert.deepEqual(event.user, {
    id: 7,
    username: "mia",
    name: "Mia Lind",
    first_name: "Mia",
    last_name: "Lind",
    language_code: "en",
    role: "Driver",
    group: "Night shift",
  });
  assert.deepEqual(event.tags, {
    backend: "embedded",
    action: "claim",
    incident_id: "0199c1de-7a11-7000-8000-000000000001",
  });
  assert.deepEqual(event.contexts?.telegram_update, {
    update_id: 5,
    type: "callback",
    chat_type: "group",
  });
  assert.equal(event.contexts?.database_operation?.sqlstate, "40001");
  assert.deepEqual(
    event.breadcrumbs?.map(({ category, message, data }) => ({ category, message, data })),
    [{ category: "incident", message: "created", data: { number: 1 } }],
  );
  const [span] = transaction.spans;
  assert.equal(span?.description, "claim_incident");
  assert.equal(span?.op, "db.update");
  assert.equal(event.contexts?.trace?.trace_id, transaction.contexts.trace.trace_id);
  assert.equal(event.contexts?.trace?.span_id, span?.span_id);
  assert.equal(span?.parent_span_id, transaction.contexts.trace.span_id);
  assert.equal(transaction.user?.username, "mia");
  assert.deepEqual(violations, []);
});

Deno.test("telemetry: 200 interleaved pieces never mix users, tags, contexts or breadcrumbs", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry });
  const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
  await Promise.all(
    numbers.map((number) =>
      telemetry.isolated({ name: `piece ${number}`, op: "telegram.update" }, async () => {
        telemetry.setUser({ ...mia, id: number });
        await elsewhere();
        telemetry.setTag("update_type", `type ${number}`);
        telemetry.addBreadcrumb({ category: "button", message: `first ${number}` });
        await telemetry.traced(`outer ${number}`, "test", async () => {
          await elsewhere();
          await telemetry.within({ name: `inner ${number}`, op: "test" }, async () => {
            telemetry.addBreadcrumb({ category: "button", message: `second ${number}` });
            await elsewhere();
            telemetry.setContext("delivery", { kind: "card", attempt: number });
            await elsewhere();
            telemetry.captureMessage(`message ${number}`, "info");
          });
        });
      })
    ),
  );
  const { events, transactions } = await settled();
  assert.equal(events.length, 200);
  assert.equal(transactions.length, 200);
  const traces = new Set<string>();
  for (const event of events) {
    const number = Number(event.user?.id);
    assert.deepEqual(
      {
        message: event.message ?? event.logentry?.message,
        transaction: event.transaction,
        tags: event.tags,
        delivery: event.contexts?.delivery,
        breadcrumbs: event.breadcrumbs?.map(({ message }) => message),
      },
      {
        message: `message ${number}`,
        transaction: `piece ${number}`,
        tags: { update_type: `type ${number}` },
        delivery: { kind: "card", attempt: number },
        breadcrumbs: [`first ${number}`, `second ${number}`],
      },
    );
    const trace = event.contexts?.trace?.trace_id ?? "";
    const own = transactions.find(({ contexts }) => contexts.trace.trace_id === trace);
    assert.equal(own?.transaction, `piece ${number}`);
    assert.deepEqual(own?.spans.map(({ description }) => description), [
      `outer ${number}`,
      `inner ${number}`,
    ]);
    traces.add(trace);
  }
  assert.equal(traces.size, 200);
});

Deno.test("telemetry: a part has what its piece has, and keeps its own to itself", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated({ name: "deliver", op: "queue.process" }, async () => {
    telemetry.setTag("backend", "server");
    telemetry.addBreadcrumb({ category: "query", message: "taken" });
    for (const kind of ["card", "ping"]) {
      await telemetry.within({ name: `deliver ${kind}`, op: "queue.process" }, async () => {
        telemetry.setTag("incident_id", kind);
        telemetry.addBreadcrumb({ category: "telegram", message: kind });
        await elsewhere();
        telemetry.captureMessage(kind, "warning");
      });
    }
    telemetry.captureMessage("after", "warning");
  });
  const { events } = await settled();
  assert.deepEqual(
    events.map(({ tags, breadcrumbs }) => [tags, breadcrumbs?.map(({ message }) => message)]),
    [
      [{ backend: "server", incident_id: "card" }, ["taken", "card"]],
      [{ backend: "server", incident_id: "ping" }, ["taken", "ping"]],
      [{ backend: "server" }, ["taken"]],
    ],
  );
});

Deno.test("telemetry: a piece begun within another is its own trace and knows nothing of it", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated(press, async () => {
    telemetry.setUser(mia);
    await telemetry.isolated({ name: "deliver", op: "queue.process" }, async () => {
      await elsewhere();
      telemetry.captureMessage("inner", "info");
    });
  });
  const { events: [event], transactions } = await settled();
  assert.equal(event?.user, undefined);
  assert.equal(new Set(transactions.map(({ contexts }) => contexts.trace.trace_id)).size, 2);
});

Deno.test("telemetry: the last 100 breadcrumbs are kept", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated(press, () => {
    for (let number = 1; number <= 450; number++) {
      telemetry.addBreadcrumb({ category: "query", message: String(number) });
    }
    telemetry.captureMessage("enough", "info");
    return Promise.resolve();
  });
  const { events: [event] } = await settled();
  assert.equal(event?.breadcrumbs?.length, 100);
  assert.equal(event?.breadcrumbs?.[0]?.message, "351");
  assert.equal(event?.breadcrumbs?.at(-1)?.message, "450");
});

Deno.test("telemetry: with SENTRY_USER_DETAILS=id, no name of people or groups is told", async () => {
  const { sentry, inbox, settled } = startSentry({ userDetails: "id" });
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated(press, () => {
    telemetry.setUser(mia);
    telemetry.setContext("incident", {
      number: 42,
      status: "in_progress",
      department: "Maintenance",
      group: "Night shift",
      age_seconds: 60,
      responders: 1,
    });
    telemetry.captureMessage("here", "error", {
      contexts: {
        incident: {
          number: 43,
          status: "in_progress",
          department: "Maintenance",
          group: "Night shift",
          age_seconds: 60,
          responders: 1,
        },
      },
    });
    return Promise.resolve();
  });
  const { events: [event] } = await settled();
  assert.deepEqual(event?.user, { id: 7, language_code: "en", role: "Driver" });
  assert.equal(event?.contexts?.incident?.number, 43);
  for (const name of ["mia", "Mia", "Lind", "Night shift"]) assert.deepEqual(inbox.find(name), []);
});

Deno.test("telemetry: outside of any piece nothing is remembered, and errors arrive all the same", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry, tags: { backend: "server" } });
  telemetry.setUser(mia);
  telemetry.setTag("incident_id", "1");
  telemetry.addBreadcrumb({ category: "query", message: "lost" });
  telemetry.captureException(new Error("alone"), { level: "fatal", unhandled: true });
  assert.equal(await telemetry.traced("nothing", "test", () => Promise.resolve(5)), 5);
  const { events: [event], transactions } = await settled();
  assert.equal(event?.user, undefined);
  assert.equal(event?.breadcrumbs, undefined);
  assert.deepEqual(event?.tags, { backend: "server" });
  assert.equal(event?.level, "fatal");
  assert.equal(event?.exception?.values[0]?.mechanism?.handled, false);
  assert.equal(transactions.length, 0);
});

Deno.test("telemetry: work is begun before the call returns, and what it throws comes out", async () => {
  for (const sentry of [null, startSentry().sentry]) {
    const telemetry = createTelemetry({ sentry });
    for (const run of [telemetry.isolated, telemetry.within]) {
      let begun = false;
      const broken = new Error("broken");
      const result = run(press, () => {
        begun = true;
        return Promise.reject(broken);
      });
      assert.ok(begun);
      await assert.rejects(result, broken);
    }
    let begun = false;
    const traced = telemetry.traced("x", "y", () => {
      begun = true;
      return Promise.resolve(1);
    });
    assert.ok(begun);
    assert.equal(await traced, 1);
  }
});

Deno.test("telemetry: statements hang under what sends them, and so does what is told meanwhile", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry });
  await telemetry.isolated(
    press,
    () =>
      telemetry.traced("enter_group", "db.organisations", async () => {
        await Promise.all([
          telemetry.traced("select 1", "db.query", async () => {
            await elsewhere();
            telemetry.captureMessage("slow", "info");
          }),
          telemetry.traced("select 2", "db.query", elsewhere),
        ]);
        await telemetry.traced("select 3", "db.query", elsewhere);
      }),
  );
  const { events: [event], transactions: [transaction], violations } = await settled();
  assert.ok(event && transaction);
  const [operation, ...statements] = transaction.spans;
  assert.deepEqual(
    statements.map(({ description, parent_span_id }) => [description, parent_span_id]),
    ["select 1", "select 2", "select 3"].map((text) => [text, operation?.span_id]),
  );
  assert.equal(event.contexts?.trace?.span_id, operation?.span_id);
  assert.deepEqual(violations, []);
});

Deno.test("telemetry: no two spans of a trace have the same id, nor do two traces", async () => {
  const { sentry, settled } = startSentry();
  const telemetry = createTelemetry({ sentry });
  for (let count = 0; count < 3; count++) {
    await telemetry.isolated(press, async () => {
      for (let step = 0; step < 300; step++) await telemetry.traced("step", "test", async () => {});
    });
  }
  const { transactions } = await settled();
  const ids = transactions.flatMap(({ contexts, spans }) => [
    contexts.trace.span_id,
    ...spans.map(({ span_id }) => span_id),
  ]);
  assert.equal(new Set(ids).size, 3 * 301);
  for (const id of ids) assert.match(id, /^[0-9a-f]{16}$/);
});
