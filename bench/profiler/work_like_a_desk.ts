import * as v from "valibot";

const row = v.object({
  name: v.pipe(v.string(), v.regex(/^\w+$/)),
  parts: v.array(v.object({ place: v.number(), note: v.nullable(v.string()) })),
});

/** Parses, awaits and calls in depth, as handling an update does; so many times. */
export async function workLikeADesk(times: number): Promise<number> {
  let sum = 0;
  for (let turn = 0; turn < times; turn++) {
    const parts = Array.from({ length: 20 }, (_, place) => ({
      place,
      note: place % 2 === 0 ? null : `note ${place}`,
    }));
    const parsed = v.parse(row, JSON.parse(JSON.stringify({ name: `n${turn}`, parts })));
    sum += parsed.parts.length + await descend(12);
  }
  return sum;
}

async function descend(depth: number): Promise<number> {
  await Promise.resolve();
  return depth === 0 ? 0 : 1 + await descend(depth - 1);
}
