/** Holds transition() against the whole table of state × command × role in transition_table.txt. */
import assert from "node:assert/strict";
import type { Actor } from "../../src/people/role.ts";
import type { Command } from "../../src/incident/command.ts";
import { transition } from "../../src/incident/transition.ts";
import {
  accounting,
  assigned,
  cast,
  hour,
  type Life,
  live,
  maintenance,
  responderClaims,
  safety,
  writerClaims,
  writerResolves,
} from "./cast.ts";

const words: Readonly<Record<string, string>> = {
  "dept": "awaiting_department",
  "claim": "awaiting_claim",
  "work": "in_progress",
  "summary": "awaiting_summary",
  "resolved": "resolved",
  "closed": "closed",
  "!status": "wrong_status",
  "!dept": "not_in_department",
  "!rep": "not_reporter",
  "!taken": "already_claimed",
  "!has": "already_responder",
  "!none": "not_responder",
  "!writer": "already_writer",
  "!locked": "department_restricted",
  "!same": "same_department",
  "!late": "too_late",
};

const claimedByBoth: readonly Command[] = [
  assigned,
  writerClaims,
  responderClaims,
];
const resolvePressed: readonly Command[] = [
  ...claimedByBoth,
  writerResolves,
];

const states: Readonly<Record<string, Life>> = {
  "awaiting_department": live(),
  "awaiting_claim": live(assigned),
  "in_progress": live(...claimedByBoth),
  "in_progress, by the writer alone": live(assigned, writerClaims),
  "awaiting_summary": live(...resolvePressed),
  "awaiting_summary, by the writer alone": live(assigned, writerResolves),
  "resolved": live(...resolvePressed, { type: "summarise", actor: cast.writer }),
  "closed without a summary": live(...resolvePressed, { type: "summary_timeout" }),
  "closed as cancelled": live(...claimedByBoth, { type: "cancel", actor: cast.manager }),
  "closed before it had a department": live({ type: "cancel", actor: cast.reporter }),
};

type Row = {
  readonly byPerson?: (actor: Actor) => Command;
  readonly bySystem?: Command;
  /** How long after the state was reached; an hour where not given. */
  readonly after?: number;
};

const rows: Readonly<Record<string, Row>> = {
  "assign": { byPerson: (actor) => ({ type: "assign_department", actor, department: safety }) },
  "assign 🔒": {
    byPerson: (actor) => ({ type: "assign_department", actor, department: accounting }),
  },
  "transfer": { byPerson: (actor) => ({ type: "transfer", actor, department: safety }) },
  "transfer 🔒": { byPerson: (actor) => ({ type: "transfer", actor, department: accounting }) },
  "transfer same": { byPerson: (actor) => ({ type: "transfer", actor, department: maintenance }) },
  "claim": { byPerson: (actor) => ({ type: "claim", actor }) },
  "release": { byPerson: (actor) => ({ type: "release", actor }) },
  "request": { byPerson: (actor) => ({ type: "request_resolution", actor }) },
  "withdraw": { byPerson: (actor) => ({ type: "withdraw_resolution", actor }) },
  "take over": { byPerson: (actor) => ({ type: "take_over_summary", actor }) },
  "summarise": { byPerson: (actor) => ({ type: "summarise", actor }) },
  "summarise +24h": { byPerson: (actor) => ({ type: "summarise", actor }), after: 24 * hour },
  "summarise >24h": { byPerson: (actor) => ({ type: "summarise", actor }), after: 24 * hour + 1 },
  "cancel": { byPerson: (actor) => ({ type: "cancel", actor }) },
  "reopen": { byPerson: (actor) => ({ type: "reopen", actor }) },
  "reopen +24h": { byPerson: (actor) => ({ type: "reopen", actor }), after: 24 * hour },
  "reopen >24h": { byPerson: (actor) => ({ type: "reopen", actor }), after: 24 * hour + 1 },
  "comment": { byPerson: (actor) => ({ type: "comment", actor }) },
  "edit": { byPerson: (actor) => ({ type: "edit_description", actor }) },
  "edit own words": {
    byPerson: (actor) => ({ type: "edit_description", actor, ownWords: true }),
  },
  "timeout": { bySystem: { type: "summary_timeout" } },
  "assign default": {
    // Restricted or not: nobody is choosing it.
    bySystem: { type: "assign_default_department", departmentId: accounting.id },
  },
  "note": {
    bySystem: {
      type: "note",
      facts: [{ type: "reminded", clock: "claim", step: 1, userIds: [cast.writer.userId] }],
    },
  },
  "drop writer": { bySystem: { type: "drop_responder", userId: cast.writer.userId } },
  "drop outsider": { bySystem: { type: "drop_responder", userId: cast.outsider.userId } },
};

const columns = [
  "outsider",
  "reporter",
  "dispatcher",
  "responder",
  "writer",
  "other",
  "manager",
  "system",
] as const;

const table = Deno.readTextFileSync(new URL("transition_table.txt", import.meta.url));

type Cells = Readonly<Record<string, readonly string[]>>;

function parseTable(text: string): Readonly<Record<string, Cells>> {
  return Object.fromEntries(
    text.replaceAll(/^#.*\n/gm, "").trim().split("\n\n").map((block) => {
      const [title = "", header = "", ...lines] = block.split("\n");
      assert.deepEqual(header.replace("|", "").trim().split(/\s+/), [...columns], title);
      const cells = lines.map((line) => {
        const [name = "", values = ""] = line.split("|");
        return [name.trim(), values.trim().split(/\s+/)] as const;
      });
      return [title, Object.fromEntries(cells)];
    }),
  );
}

const expected = parseTable(table);

function findCommand(row: Row, column: (typeof columns)[number]): Command | null {
  if (column === "system") return row.bySystem ?? null;
  return row.byPerson?.(cast[column]) ?? null;
}

Deno.test("the table of state × command × role leaves no cell out", () => {
  assert.deepEqual(Object.keys(expected), Object.keys(states));
  for (const [state, cells] of Object.entries(expected)) {
    assert.deepEqual(Object.keys(cells), Object.keys(rows), state);
    for (const [row, values] of Object.entries(cells)) {
      assert.equal(values.length, columns.length, `${state}: ${row}`);
    }
  }
});

for (const [state, { incident, at }] of Object.entries(states)) {
  Deno.test(`who may do what: ${state}`, () => {
    for (const [name, row] of Object.entries(rows)) {
      for (const [index, column] of columns.entries()) {
        const cell = expected[state]?.[name]?.[index] ?? "missing";
        const place = `${state}: ${name} by ${column}`;
        const command = findCommand(row, column);
        if (command === null) {
          assert.equal("-", cell, place);
          continue;
        }
        const decision = transition(incident, command, at + (row.after ?? hour));
        assert.equal(
          decision.ok ? decision.incident.status : `!${decision.refusal.reason}`,
          cell.startsWith("!") ? `!${words[cell]}` : words[cell],
          place,
        );
        if (decision.ok) assert.ok(decision.events.length > 0, `${place} leaves no trace`);
      }
    }
  });
}
