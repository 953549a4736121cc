import type { PGlite } from "@electric-sql/pglite";
import { Duplex } from "node:stream";

/** The wire protocol's message by which a client takes its leave (Terminate). */
const terminate = "X".charCodeAt(0);

/**
 * The stream over which postgres.js speaks the wire protocol to the Postgres in this process. What
 * is written is executed whole, so that pipelined statements are answered in one go.
 */
class PgliteSocket extends Duplex {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  /** postgres.js asks for it as a network socket's, to know whether there is something to end. */
  get readyState(): "open" | "closed" {
    return this.destroyed ? "closed" : "open";
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    // The session is the process's only one and outlives the connection.
    if (chunk[0] === terminate) return done();
    // A copy, since PGlite wants an array of its own and postgres.js writes a view of a larger one.
    this.#pglite.execProtocolRaw(new Uint8Array(chunk), { syncToFs: false }).then(
      (answer) => {
        this.push(answer);
        done();
      },
      done,
    );
  }

  override _final(done: () => void): void {
    done();
    this.destroy();
  }
}

/**
 * There is one session only. Where postgres.js opens a second connection after the first one broke,
 * it finds whatever that one left behind, so an unfinished transaction is ended first.
 */
export async function createPgliteSocket(pglite: PGlite): Promise<Duplex> {
  if (pglite.isInTransaction()) await pglite.exec("rollback");
  return new PgliteSocket(pglite);
}
