/**
 * The plain sentence for an error that comes of a missing permission, wherever in its causes that
 * stands; null for any other error.
 */
export function findPermissionTrouble(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    // By its name, since what hides a token from an error makes a new one.
    if (cause.name === "NotCapable") {
      const [what = ""] = cause.message.split(", run again");
      return `Deno denies what the program needs: ${what}. Start it with "deno task start", which ` +
        "permits exactly what the settings ask for; README.md says what each permission is for.";
    }
  }
  return null;
}
