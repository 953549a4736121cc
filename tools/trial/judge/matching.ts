/**
 * A largest matching between deeds and traces, in which the first deeds come first: one that was
 * matched stays so, whatever comes after. Source: Kuhn's augmenting paths.
 *
 * @param fits whether the trace may be the deed's
 * @returns for each deed its trace's index, or null
 */
export function match<D, T>(
  deeds: readonly D[],
  traces: readonly T[],
  fits: (deed: D, trace: T) => boolean,
): readonly (number | null)[] {
  const ofDeed: (number | null)[] = deeds.map(() => null);
  const ofTrace = new Map<number, number>();

  function augment(deedIndex: number, seen: Set<number>): boolean {
    const deed = deeds[deedIndex];
    for (const [traceIndex, trace] of traces.entries()) {
      if (deed === undefined || seen.has(traceIndex) || !fits(deed, trace)) continue;
      seen.add(traceIndex);
      const holder = ofTrace.get(traceIndex);
      if (holder !== undefined && !augment(holder, seen)) continue;
      ofTrace.set(traceIndex, deedIndex);
      ofDeed[deedIndex] = traceIndex;
      return true;
    }
    return false;
  }

  for (const index of deeds.keys()) augment(index, new Set());
  return ofDeed;
}
