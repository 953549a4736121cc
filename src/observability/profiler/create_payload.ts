import { convertProfile } from "./convert_profile.ts";
import { createDescribeFrame } from "./describe_frame.ts";
import type { OriginalLocator } from "./locate_original.ts";
import type { Recorded } from "./open_profiler.ts";
import { mainThread, type ProfilePayload } from "./sample_profile.ts";

/** What was profiled. */
export interface ProfiledTransaction {
  /** The id of the transaction's event: 32 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly traceId: string;
  /** On the profiler's clock, in milliseconds. */
  readonly start: number;
  readonly end: number;
  /** The start by the calendar. */
  readonly startedAt: Date;
}

export interface PayloadOptions {
  /** The project's folder, a `file:` URL that ends in a slash. */
  readonly root: URL;
  readonly release: string;
  readonly environment: string;
  readonly locator: OriginalLocator;
}

/**
 * What Sentry is sent for a profile, in the same envelope as its transaction, whose context
 * `profile` has this payload's `event_id` as its `profile_id`.
 *
 * @returns null where too little was seen to be worth sending
 */
export async function createPayload(
  { profile, toProfileTime }: Recorded,
  { id, name, traceId, start, end, startedAt }: ProfiledTransaction,
  { root, release, environment, locator }: PayloadOptions,
): Promise<ProfilePayload | null> {
  await locator.prepare(profile.nodes.map((node) => node.callFrame.url));
  const samples = convertProfile(profile, {
    start: toProfileTime(start),
    end: toProfileTime(end),
    describeFrame: createDescribeFrame({ root, findOriginal: locator.findOriginal }),
  });
  if (samples === null) return null;
  return {
    event_id: crypto.randomUUID().replaceAll("-", ""),
    version: "1",
    platform: "node",
    timestamp: startedAt.toISOString(),
    release,
    environment,
    ...machine(),
    transaction: { id, name, trace_id: traceId, active_thread_id: mainThread.id },
    profile: samples,
  };
}

function machine(): Pick<ProfilePayload, "os" | "runtime" | "device"> {
  const maySeeRelease = Deno.permissions.querySync({ name: "sys", kind: "osRelease" });
  return {
    os: {
      name: Deno.build.os,
      version: maySeeRelease.state === "granted" ? Deno.osRelease() : "",
    },
    runtime: { name: "deno", version: Deno.version.deno },
    device: {
      architecture: Deno.build.arch,
      is_emulator: false,
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      manufacturer: "",
      model: "",
    },
  };
}
