/**
 * How large things may be, in bytes, and how many of them one envelope may hold: what Sentry's
 * relay is configured with, and its documented limits for a whole request.
 */
export interface SizeLimits {
  /** A request as it comes over the wire. */
  readonly request: number;
  /** An envelope once it is unpacked. */
  readonly envelope: number;
  /** One item, by its type; of a container, each of its entries on average. */
  readonly item: Readonly<Record<string, number>>;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const SENTRY_SIZE_LIMITS: SizeLimits = {
  request: 20 * MIB,
  envelope: 100 * MIB,
  item: {
    event: MIB,
    transaction: MIB,
    feedback: MIB,
    profile: 50 * MIB,
    attachment: 100 * MIB,
    check_in: 100 * KIB,
    client_report: 4 * KIB,
    session: 100 * KIB,
    sessions: 100 * KIB,
    log: MIB,
    trace_metric: 2 * KIB,
  },
};

/** How often a type may stand in one envelope; any other: once. */
const MANY: Readonly<Record<string, number>> = { attachment: 100, session: 100, client_report: 4 };

export interface SizedItem {
  readonly type: string;
  readonly length: number;
  /** How many entries a container says it has. */
  readonly entries: number;
}

/** @returns the type of the item that makes an envelope too large; null where it may pass */
export function findOversized(limits: SizeLimits, items: readonly SizedItem[]): string | null {
  const seen = new Map<string, number>();
  for (const { type, length, entries } of items) {
    const limit = limits.item[type];
    if (limit === undefined) continue;
    const count = (seen.get(type) ?? 0) + 1;
    seen.set(type, count);
    if (length / Math.max(1, entries) > limit || count > (MANY[type] ?? 1)) return type;
  }
  return null;
}
