import type { Clock } from "../../desk/ports.ts";
import type { PostgresDatabase } from "../database.ts";
import { DatabaseError, getErrorCode } from "../database_error.ts";
import { readClock, skipClock } from "../statements/clock.ts";
import { getRow, runStatement } from "../transaction.ts";

/** The database's clock, and its offset. */
export function createClock(database: PostgresDatabase): Clock {
  return {
    async readClock(tx) {
      return (await getRow(tx, readClock, {})).now;
    },
    /** @throws {DatabaseError} where the login does not own the schema. */
    async skip(seconds) {
      try {
        await database.transactionAsOwner((tx) => runStatement(tx, skipClock, { seconds }));
      } catch (error) {
        if (getErrorCode(error) !== "42501") throw error;
        throw new DatabaseError(
          "Only the owner of the schema may move the database's clock, and the login in " +
            "DATABASE_URL is not the owner. Use the login that migrates.",
        );
      }
    },
  };
}
