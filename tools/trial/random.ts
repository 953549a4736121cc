/** Chance that can be repeated: what the trial plans follows from its seed alone. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** A whole number from `min` to `max`, both of which may come. */
  integer(min: number, max: number): number;
  /** True with this probability, from 0 to 1. */
  chance(probability: number): boolean;
  /** @throws {RangeError} where there is nothing to pick from */
  pick<T>(from: readonly T[]): T;
  /** A copy in a new order. */
  shuffle<T>(list: readonly T[]): T[];
  /**
   * Another one for one thing alone, such as `"life 17"`: the same for the same name, however much
   * was drawn before. So what several do at once does not depend on who is faster.
   */
  fork(stream: string): Random;
}

/** @param seed a whole number */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  const fraction = () => uniformFloat64(generator);
  const integer = (min: number, max: number) => uniformInt(generator, min, max);
  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick(from) {
      for (const one of from.slice(integer(0, Math.max(0, from.length - 1)))) return one;
      throw new RangeError("there is nothing to pick from");
    },
    shuffle(list) {
      const keyed = list.map((one) => ({ one, key: fraction() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
    },
    fork: (stream) => createRandom(mix(seed, stream)),
  };
}

/** FNV-1a over the name, from the seed on. Source: RFC draft eastlake-fnv. */
function mix(seed: number, stream: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const byte of new TextEncoder().encode(stream)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
