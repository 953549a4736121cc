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
      "get_actor (db.people)",
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
