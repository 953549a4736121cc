/** After the trouble: until nothing is owed to anybody any more. */
import postgres from "postgres";
import type { Sandbox } from "../../sandbox/control.ts";
import { waitUntil } from "./wait.ts";

export interface Quiet {
  /** False where something was still owed when the patience ended. */
  readonly reached: boolean;
  /** What was left then, by kind. */
  readonly left: Readonly<Record<string, number>>;
}

/** So often in a row nothing may be found: what is being written down now is owed in a moment. */
const lookedInARow = 3;

export async function awaitQuiet(
  options: {
    readonly databaseUrl: string;
    readonly sandbox: Sandbox;
    /** Updates that wait elsewhere. */
    readonly waiting: () => number;
    readonly withinMs: number;
  },
): Promise<Quiet> {
  const { databaseUrl, sandbox, waiting, withinMs } = options;
  const sql = postgres(databaseUrl, { max: 1, fetch_types: false });
  let left: Record<string, number> = {};
  let inARow = 0;

  async function look(): Promise<boolean> {
    const [owed] = await sql<
      { deliveries: number; inbox: number; timers: number; choices: number }[]
    >`
      select
        (select count(*)::int from deliveries where abandoned_at is null) as deliveries,
        (select count(*)::int from inbox) as inbox,
        (select count(*)::int from card_choices) as choices,
        (select count(*)::int from timers
          where due_at < roadcall_now() - interval '2 minutes') as timers`;
    left = {
      "updates not taken": sandbox.pendingUpdates.length + waiting(),
      "updates not applied": owed?.inbox ?? 0,
      // They go away within a minute, and their cards change then.
      "choices of a department": owed?.choices ?? 0,
      deliveries: owed?.deliveries ?? 0,
      "timers overdue": owed?.timers ?? 0,
    };
    inARow = Object.values(left).every((count) => count === 0) ? inARow + 1 : 0;
    return inARow >= lookedInARow;
  }

  try {
    return { reached: await waitUntil(look, { withinMs, everyMs: 200 }), left };
  } finally {
    await sql.end();
  }
}
