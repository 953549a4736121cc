/** A database knows by their text which migrations made it, and a program refuses one that differs. */
import assert from "node:assert/strict";
import { findPreviousProgram, listEditedMigrations } from "../smoke/previous_program.ts";

const previous = await findPreviousProgram();

// In a checkout without its history there is nothing to compare with.
if (previous !== null) {
  Deno.test("a migration stays as the program before the newest one brought it", async () => {
    assert.deepEqual(
      await listEditedMigrations(previous),
      [],
      "put them back as they were, and write what is new as the next migration",
    );
  });
}
