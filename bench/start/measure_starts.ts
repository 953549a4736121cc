import { readMemoryMib } from "../desk/measure_cpu.ts";
import { createOwnDatabase } from "../desk/own_database.ts";
import { startBot } from "../desk/start_bot.ts";
import type { TelegramStub } from "../desk/telegram_stub.ts";

export interface StartFigures {
  readonly backend: "server" | "embedded";
  /** Whether the database was empty: then it is migrated first. */
  readonly first: boolean;
  /** Milliseconds until `/readyz` says that it is ready. */
  readonly ready: readonly number[];
  /** Resident memory of the process ten seconds later. */
  readonly idleMib: readonly number[];
}

const idleMs = 10_000;

/** Starts the desk so often on a new database, and each time once more on what that left. */
export async function measureStarts(
  telegram: TelegramStub,
  serverUrl: string,
  { rounds, quick }: { readonly rounds: number; readonly quick: boolean },
): Promise<readonly StartFigures[]> {
  const figures: (StartFigures & { readonly ready: number[]; readonly idleMib: number[] })[] = [];
  for (const backend of ["server", "embedded"] as const) {
    for (const first of [true, false]) figures.push({ backend, first, ready: [], idleMib: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const backend of ["server", "embedded"] as const) {
      const database = await createOwnDatabase(backend, serverUrl);
      for (const one of figures.filter((each) => each.backend === backend)) {
        const begun = performance.now();
        const bot = await startBot({ telegram, settings: database.settings });
        await untilReady(bot.origin);
        one.ready.push(performance.now() - begun);
        if (!one.first) {
          await new Promise((resolve) => setTimeout(resolve, quick ? 500 : idleMs));
          one.idleMib.push(await readMemoryMib(bot.pid));
        }
        await bot.stop();
      }
      await database.drop();
    }
  }
  return figures;
}

async function untilReady(origin: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
