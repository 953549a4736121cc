/** What the program needs to do its work, each part in a word or a few. */
export interface Readiness {
  readonly status: "ok" | "unavailable";
  readonly database: string;
  readonly schema: string;
  /** How updates come: `webhook registered`, `poller active`, or what is amiss. */
  readonly updates: string;
}

export interface ReadinessOptions {
  /**
   * Asks the database which version its schema has, from which version on it serves programs, and
   * whether it takes writes; rejects where it does not answer.
   */
  readonly readSchemaState: () => Promise<SchemaState>;
  /** The version that this program was written for. */
  readonly ownVersion: number;
  readonly describeUpdates: () => { readonly ok: boolean; readonly says: string };
  /** How long the database may take; 3 seconds unless given. */
  readonly withinMs?: number;
}

interface SchemaState {
  readonly version: number;
  readonly servesFrom: number;
  readonly takesWrites: boolean;
}

const late = Symbol("late");

/**
 * A look at all of it. However many ask at once, and however long the database does not answer, it
 * has one question at a time: whoever may ask needs no secret.
 */
export function createReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  const { readSchemaState, ownVersion, describeUpdates, withinMs = 3000 } = options;
  let asking: Promise<SchemaState | null> | null = null;

  async function ask(): Promise<SchemaState | null> {
    try {
      return await readSchemaState();
    } catch {
      return null;
    } finally {
      asking = null;
    }
  }

  /** Null where it does not answer in time. */
  async function findState(): Promise<SchemaState | null> {
    const state = asking ??= ask();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const deadline = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), withinMs);
    });
    const first = await Promise.race([state, deadline]);
    clearTimeout(timer);
    return first === late ? null : first;
  }

  return async () => {
    const state = await findState();
    const database = describeDatabase(state);
    const schema = describeSchema(state, ownVersion);
    const updates = describeUpdates();
    return {
      status: database.ok && schema.ok && updates.ok ? "ok" : "unavailable",
      database: database.says,
      schema: schema.says,
      updates: updates.says,
    };
  };
}

interface Part {
  readonly ok: boolean;
  readonly says: string;
}

function describeDatabase(state: SchemaState | null): Part {
  if (state === null) return { ok: false, says: "does not answer" };
  return state.takesWrites ? { ok: true, says: "ok" } : { ok: false, says: "takes no writes" };
}

function describeSchema(state: SchemaState | null, own: number): Part {
  if (state === null) return { ok: false, says: "unknown" };
  const { version, servesFrom } = state;
  if (version === own) return { ok: true, says: "current" };
  if (version < own) {
    return { ok: false, says: `at version ${version}, and this program needs ${own}` };
  }
  // A newer program may have brought the schema further: this one goes on working with it.
  return servesFrom <= own
    ? { ok: true, says: `at version ${version}, newer than this program` }
    : { ok: false, says: `at version ${version}, which serves programs from ${servesFrom} on` };
}
