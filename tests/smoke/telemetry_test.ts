/** What whoever watches the program sees of one incident's life. */
import assert from "node:assert/strict";
import {
  createRecordedTelemetry,
  listSpans,
  type RecordedSpan,
  renderSpans,
} from "../observability/recorded_telemetry.ts";
import { startDesk } from "./start_desk.ts";

/** The span's own, in their order. */
function names(span: RecordedSpan | undefined): readonly string[] {
  return span?.children.map(({ name, op }) => `${name} (${op})`) ?? [];
}

Deno.test("a press is one trace: its use case, its statements, its answer", async () => {
  const telemetry = createRecordedTelemetry();
  await using desk = await startDesk({ telemetry });
  const { dana, mia } = desk;
  dana.write("/ticket flat tire, I-95 exit 12");
  await desk.cardSays("0001", "flat tire");
  await dana.press("0001", "Maintenance");
  await desk.cardSays("0001", "Waiting for Maintenance");
  await mia.press("0001", "Claim");
  await desk.cardSays("0001", "In progress", "Mia");
  await desk.program.settle();

  const piece = telemetry.getPiece("button claim");
  if (Deno.env.has("PRINT_SPANS")) console.log(renderSpans(piece.span));
  assert.deepEqual(names(piece.span), [
    "press_card (function)",
    "telegram.answerCallbackQuery (http.client)",
  ]);
  const [useCase] = piece.span.children;
  assert.deepEqual(names(useCase), ["transaction (db.transaction)"]);
  const [transaction] = useCase?.children ?? [];
  const inside = names(transaction);
  for (
    const operation of [
      "enter_group (db.organisations)",
      "meet_person (db.people)",
      "get_incident (db.incidents)",
      "claim_incident (db.incidents)",
      "enqueue_deliveries (db.deliveries)",
    ]
  ) assert.ok(inside.includes(operation), renderSpans(piece.span));
  const statements = listSpans(piece.span).filter(({ op }) => op === "db.query");
  assert.ok(statements.length > 10 && statements.every(({ name }) => !name.includes("\n")));
  assert.ok(listSpans(piece.span).every(({ ended, failed }) => ended && !failed));

  assert.deepEqual(
    { ...piece.tags, organisation_id: 0, group_id: 0, incident_id: 0 },
    {
      update_type: "callback_query",
      action: "claim",
      user_id: mia.id,
      organisation_id: 0,
      group_id: 0,
      incident_id: 0,
    },
  );
  assert.equal(piece.user?.role, "Dispatcher");
  assert.equal(piece.contexts.incident?.status, "in_progress");
  assert.equal(piece.contexts.incident?.department, "Maintenance");
  assert.equal(piece.contexts.incident?.responders, 1);
  assert.deepEqual(telemetry.events, []);
  assert.ok(!JSON.stringify([telemetry.pieces, telemetry.metrics]).includes("flat tire"));
});

Deno.test("a whole life is told, each part of it by itself, and nothing that was written", async () => {
  const telemetry = createRecordedTelemetry();
  const written = ["flat tire", "spare is bald", "tire replaced"];
  {
    await using desk = await startDesk({ telemetry });
    const { dana, omar, mia, sandbox, group, program } = desk;
    dana.write("/ticket flat tire, I-95 exit 12");
    const card = await desk.cardSays("0001", "flat tire");
    await program.settle();
    await sandbox.skip(6 * 60);
    await sandbox.tick();
    await program.settle();
    await dana.press("0001", "Maintenance");
    await desk.cardSays("0001", "Waiting for Maintenance");
    omar.write("spare is bald", { replyTo: card.id });
    await mia.press("0001", "Claim");
    await desk.cardSays("0001", "In progress", "Mia");
    await mia.press("0001", "Resolve");
    const prompt = await sandbox.until(() => sandbox.forceReplyFor(group.id, mia.id));
    mia.write("tire replaced on the shoulder", { replyTo: prompt.id });
    await desk.cardSays("0001", "Resolved");
    dana.write("good morning");
    await program.settle();
  }

  const names = new Set(telemetry.pieces.map(({ span }) => span.name));
  for (
    const name of [
      "command /setup",
      "command /member",
      "command /ticket",
      "button assign_department",
      "button claim",
      "button request_resolution",
      "message comment",
      "message summary",
      "message talk",
      "membership bot",
      "reminder tick",
      "timer department_reminder",
      "deliver",
      "deliver card",
      "deliver ping",
      "deliver prompt",
      "deliver resolved_notice",
      "deliver reaction",
    ]
  ) assert.ok(names.has(name), `${name} among ${[...names].join(", ")}`);
  for (const { span, tags, contexts } of telemetry.pieces) {
    assert.ok(listSpans(span).every(({ ended }) => ended), renderSpans(span));
    if (span.name === "deliver card" || span.name.startsWith("timer ")) {
      assert.ok(tags.organisation_id !== undefined && tags.group_id !== undefined, span.name);
      assert.equal(tags.incident_id, 1, span.name);
      assert.equal(contexts.incident?.number, 1, span.name);
    }
  }

  const measured = new Set(telemetry.metrics.map(({ name }) => name));
  for (
    const name of [
      "telegram.call.duration",
      "database.query.duration",
      "update.duration",
      "incident.creation.duration",
      "incident.summary_delay",
      "incident.time_to_claim",
      "incident.time_to_resolve",
      "tick.duration",
      "tick.lateness",
      "delivery.lag",
      "delivery.backlog",
      "users.active",
      "flow.used",
    ] as const
  ) assert.ok(measured.has(name), name);
  assert.deepEqual(
    [...new Set(telemetry.measured("flow.used").map(({ attributes }) => attributes["flow"]))],
    [
      "/setup",
      "/member",
      "/ticket",
      "assign_department",
      "comment",
      "claim",
      "request_resolution",
      "summary",
    ],
  );
  assert.deepEqual(telemetry.events, []);
  // What the loops do that look for work belongs to nobody, and is about nobody.
  assert.deepEqual(
    [...new Set(telemetry.strays)].filter((stray) => !stray.startsWith("breadcrumb ")),
    [],
  );
  const told = JSON.stringify([telemetry.pieces, telemetry.metrics, telemetry.strays]);
  for (const words of written) assert.ok(!told.includes(words), words);
});
