/**
 * Sentry's sample format, version 1: the payload of an envelope's item of the type `profile`.
 * Source: https://develop.sentry.dev/sdk/telemetry/profiles/sample-format-v1/ and what Relay, the
 * receiving end, demands of it.
 */
export interface ProfilePayload {
  event_id: string;
  version: "1";
  /** `node` counts as a server's profile; `javascript` would be taken for a browser's. */
  platform: "node";
  /** ISO 8601: when the transaction began. */
  timestamp: string;
  release: string;
  environment: string;
  os: { name: string; version: string };
  runtime: { name: string; version: string };
  device: {
    architecture: string;
    is_emulator: boolean;
    locale: string;
    manufacturer: string;
    model: string;
  };
  transaction: { id: string; name: string; trace_id: string; active_thread_id: string };
  profile: SampleProfile;
}

export interface SampleProfile {
  /** In the order of their time. */
  samples: Sample[];
  /** Each a list of indices into `frames`, the innermost call first; empty: the thread was idle. */
  stacks: number[][];
  frames: Frame[];
  thread_metadata: Record<string, { name: string }>;
}

export interface Sample {
  /** An index into `stacks`. */
  stack_id: number;
  thread_id: string;
  /** Nanoseconds since the transaction began, as digits: they may be more than a double holds. */
  elapsed_since_start_ns: string;
}

export interface Frame {
  function: string;
  /** Relative to the project; of a package, its name and version first. */
  abs_path?: string;
  module?: string;
  /** Where the function begins, from 1. */
  lineno?: number;
  colno?: number;
  /** Whether it is the project's own code. */
  in_app: boolean;
}

/** JavaScript has one thread here; V8 samples no other. */
export const mainThread = { id: "0", name: "main" } as const;
