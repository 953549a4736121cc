/** Something that a test needs and a machine may lack. */
export type Requirement = {
  readonly isMet: boolean;
  /** the command that brings it */
  readonly howTo: string;
};

/** Debian's Chromium, or another that is on the PATH; null where there is none. */
export const chromiumPath: string | null = findOnPath(["chromium", "chromium-browser"]);

export const chromium: Requirement = {
  isMet: chromiumPath !== null,
  howTo: "apt-get install -y chromium",
};

/** Building an image and running it, without a daemon. Both need root. */
export const containers: Requirement = {
  isMet: findOnPath(["buildah"]) !== null && findOnPath(["runc"]) !== null && Deno.uid() === 0,
  howTo: "as root: apt-get install -y buildah runc",
};

/** A Postgres server on which the tests may create databases and roles; null without one. */
export const testDatabaseUrl: string | null = Deno.env.get("TEST_DATABASE_URL") || null;

export const server: Requirement = {
  isMet: testDatabaseUrl !== null,
  howTo: "TEST_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres deno task test",
};

/**
 * `Deno.test` for a test that needs something. Where the machine lacks it, the test reports itself
 * as ignored, with the command that would bring it.
 */
export function testWith(
  { isMet, howTo }: Requirement,
  name: string,
  run: (test: Deno.TestContext) => void | Promise<void>,
): void {
  Deno.test({ name: isMet ? name : `${name} (to run it: ${howTo})`, ignore: !isMet, fn: run });
}

function findOnPath(names: readonly string[]): string | null {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    for (const name of names) {
      try {
        if (Deno.statSync(`${folder}/${name}`).isFile) return `${folder}/${name}`;
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
  }
  return null;
}
