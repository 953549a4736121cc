import postgres from "postgres";
import type { TrialClock } from "./clock.ts";

/**
 * Lets the database's clock run as this world's does. All that the program does by time asks
 * `roadcall_now()`, and nothing else; the offset that tests move stays in it.
 */
export function scaleDatabase(url: string, { scale, anchorMs }: TrialClock): Promise<void> {
  const anchor = `timestamptz 'epoch' + interval '${anchorMs} milliseconds'`;
  return replaceClock(
    url,
    `date_trunc('milliseconds',
        ${anchor} + (clock_timestamp() - (${anchor})) * ${scale}::double precision)
      + (select skew from clock_skew)`,
  );
}

/** Lets it stand still from now on. */
export async function freezeDatabase(url: string, { now }: TrialClock): Promise<void> {
  await replaceClock(url, `timestamptz 'epoch' + interval '${now()} milliseconds'`);
}

async function replaceClock(url: string, reading: string): Promise<void> {
  const sql = postgres(url, { max: 1, fetch_types: false });
  try {
    await sql.unsafe(
      `create or replace function roadcall_now() returns timestamptz language sql volatile
       return ${reading}`,
    );
  } finally {
    await sql.end();
  }
}
