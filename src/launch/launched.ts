/** What a program has to do with; each need has its permissions, and no other program gets them. */
export type Need =
  | "database"
  /** the embedded database's, beside that of a server */
  | "data_dir"
  /** the one that is named as the first argument */
  | "backup_file"
  | "telegram"
  | "http"
  | "sentry"
  | "sentry_api"
  | "git"
  | "desk";

export interface Launched {
  /** the file in the project's folder */
  readonly entry: string;
  readonly needs: readonly Need[];
}

/** Every program that the launcher starts, by the name of its task. */
const launched: Readonly<Record<string, Launched>> = {
  start: { entry: "main.ts", needs: ["database", "telegram", "http", "sentry", "desk"] },
  migrate: { entry: "migrate.ts", needs: ["database"] },
  backup: { entry: "backup.ts", needs: ["database"] },
  restore: { entry: "restore.ts", needs: ["database", "backup_file"] },
  "move-to-server": { entry: "move_to_server.ts", needs: ["database", "data_dir"] },
  "failed-updates": { entry: "failed_updates.ts", needs: ["database"] },
  "sentry:check": { entry: "sentry_check.ts", needs: ["sentry"] },
  "sentry:provision": { entry: "sentry_provision.ts", needs: ["sentry_api"] },
  "sentry:release": { entry: "sentry_release.ts", needs: ["sentry_api", "git"] },
  webhook: { entry: "webhook.ts", needs: ["telegram"] },
  "grant-manager": { entry: "grant_manager.ts", needs: ["database"] },
};

export function findLaunched(task: string): Launched | null {
  return Object.hasOwn(launched, task) ? launched[task] ?? null : null;
}

export function listLaunched(): readonly string[] {
  return Object.keys(launched);
}
