/** What the program needs to do its work, each part in a word or a few. */
export interface Readiness {
  readonly status: "ok" | "unavailable";
  readonly database: string;
  readonly schema: string;
  /** How updates come: `webhook registered`, `poller active`, or what is amiss. */
  readonly updates: string;
}

export interface ReadinessOptions {
  /** Asks the database which version its schema has; rejects where it does not answer. */
  readonly readSchemaVersion: () => Promise<number>;
  /** The version that this program was written for. */
  readonly wantedVersion: number;
  readonly describeUpdates: () => { readonly ok: boolean; readonly says: string };
  /** How long the database may take; 3 seconds unless given. */
  readonly withinMs?: number;
}

const late = Symbol("late");

/**
 * A look at all of it. However many ask at once, and however long the database does not answer, it
 * has one question at a time: whoever may ask needs no secret.
 */
export function createReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  const { readSchemaVersion, wantedVersion, describeUpdates, withinMs = 3000 } = options;
  let asking: Promise<number | null> | null = null;

  async function ask(): Promise<number | null> {
    try {
      return await readSchemaVersion();
    } catch {
      return null;
    } finally {
      asking = null;
    }
  }

  /** Null where it does not answer in time. */
  async function findVersion(): Promise<number | null> {
    const version = asking ??= ask();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const deadline = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), withinMs);
    });
    const first = await Promise.race([version, deadline]);
    clearTimeout(timer);
    return first === late ? null : first;
  }

  return async () => {
    const version = await findVersion();
    const updates = describeUpdates();
    // A newer program may have brought the schema further: this one goes on working with it.
    const current = version !== null && version >= wantedVersion;
    return {
      status: current && updates.ok ? "ok" : "unavailable",
      database: version === null ? "does not answer" : "ok",
      schema: describeSchema(version, wantedVersion),
      updates: updates.says,
    };
  };
}

function describeSchema(version: number | null, wanted: number): string {
  if (version === null) return "unknown";
  if (version < wanted) return `at version ${version}, and this program needs ${wanted}`;
  return version === wanted ? "current" : `at version ${version}, newer than this program`;
}
