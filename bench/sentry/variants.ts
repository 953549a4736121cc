/** One way to set Sentry up. */
export interface Variant {
  readonly name: string;
  /** Null: Sentry is off. */
  readonly rates: { readonly traces: number; readonly profiles: number } | null;
  /** The most that it may take, as a share of what it takes without Sentry. */
  readonly target: number | null;
}

export const variants: readonly Variant[] = [
  { name: "off", rates: null, target: null },
  { name: "traces 0", rates: { traces: 0, profiles: 0 }, target: null },
  { name: "traces 0.1", rates: { traces: 0.1, profiles: 0 }, target: null },
  { name: "traces 0.1, profiles 0.1", rates: { traces: 0.1, profiles: 0.1 }, target: 1.08 },
  { name: "traces 1.0", rates: { traces: 1, profiles: 0 }, target: 1.3 },
  { name: "traces 1.0, profiles 1.0", rates: { traces: 1, profiles: 1 }, target: 1.3 },
];

/** The environment's part of it. */
export function settingsOf({ rates }: Variant, dsn: string): Record<string, string> {
  if (rates === null) return {};
  return {
    SENTRY_DSN: dsn,
    SENTRY_ENVIRONMENT: "production",
    SENTRY_TRACES_SAMPLE_RATE: String(rates.traces),
    SENTRY_PROFILES_SAMPLE_RATE: String(rates.profiles),
  };
}
