/**
 * Where backups lie, and how a task asks the program that holds the database for one: by an empty
 * file. Whoever may write there has the data anyway, so nothing more has to be proven.
 */
export interface BackupPlace {
  readonly folder: string;
  /** The backup, once it is whole. */
  readonly path: string;
  /** Asks for it; gone as soon as somebody is at work on it. */
  readonly wanted: string;
  /** Why there is none, in words. */
  readonly failed: string;
}

const kind = ".backup";
const wantedKind = `${kind}.wanted`;

export function nameFolder(dataDir: string): string {
  return `${dataDir}/backups`;
}

/** @param name without an ending */
export function namePlace(dataDir: string, name: string): BackupPlace {
  const folder = nameFolder(dataDir);
  const path = `${folder}/${name}${kind}`;
  return { folder, path, wanted: `${path}.wanted`, failed: `${path}.failed` };
}

/** By the second, and no second one of the same. */
export function createBackupName(now: Date): string {
  const second = now.toISOString().slice(0, 19).replace("T", "_").replaceAll(":", "-");
  return `${second}_${crypto.randomUUID().slice(0, 6)}`;
}

/** The name in a file that asks; null for any other file. */
export function findWantedName(file: string): string | null {
  if (!file.endsWith(wantedKind)) return null;
  const name = file.slice(0, -wantedKind.length);
  return /^[\w-]+$/.test(name) ? name : null;
}
