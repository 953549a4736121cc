/**
 * Runs git in the checkout.
 *
 * @returns what it printed; null where it failed or there is no git
 */
export type Git = (...args: readonly string[]) => Promise<string | null>;

/** A commit as Sentry takes it. */
export interface Commit {
  readonly id: string;
  readonly authorName: string;
  readonly authorEmail: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly message: string;
  /** Changed files: added, modified or deleted. */
  readonly files: readonly { readonly path: string; readonly type: "A" | "M" | "D" }[];
}

/** Where nothing tells how far back a release reaches. */
const usualCommits = 20;
/** Sentry looks for the cause of an error in the newest ones. */
const mostCommits = 100;
const mostFiles = 200;
/** Sentry's own bounds of a commit (API reference, releases). */
const longest = { authorName: 128, authorEmail: 200, path: 510 } as const;

/**
 * The commits that are new in a release, the newest first, with the files they changed: Sentry
 * names the likely culprit of an error by them.
 *
 * @param since the commit of the release before; null where there is none that git knows
 */
export async function readCommits(
  git: Git,
  head: string,
  since: string | null,
): Promise<readonly Commit[]> {
  const range = since === null ? [`--max-count=${usualCommits}`, head] : [
    `--max-count=${mostCommits}`,
    `${since}..${head}`,
  ];
  const printed = await git(
    "-c",
    "core.quotepath=off",
    "log",
    "--no-color",
    "--no-renames",
    "--name-status",
    "--format=%x1e%H%x1f%an%x1f%ae%x1f%aI%x1f%B%x1f",
    ...range,
  );
  return (printed ?? "").split("\x1e").slice(1).map(parseCommit);
}

function parseCommit(text: string): Commit {
  const [id = "", name = "", email = "", timestamp = "", message = "", files = ""] = text.split(
    "\x1f",
  );
  return {
    id,
    authorName: name.slice(0, longest.authorName),
    authorEmail: email.slice(0, longest.authorEmail),
    timestamp,
    message: message.trim(),
    files: files.split("\n").flatMap(parseFile).slice(0, mostFiles),
  };
}

function parseFile(line: string) {
  const [letter = "", path = ""] = line.split("\t");
  if (path === "" || path.length > longest.path) return [];
  // A file that became a link, or a conflict's leavings, is a changed one to Sentry.
  const type = letter === "A" || letter === "D" ? letter : "M";
  return [{ path, type } as const];
}

/**
 * What Sentry calls the repository: `owner/name` of the address that git fetches from. A user and a
 * password in that address are no part of it.
 */
export async function readRepository(git: Git): Promise<string> {
  const address = (await git("remote", "get-url", "origin"))?.trim() ?? "";
  const path = URL.parse(address)?.pathname ?? /^[^/@\s]+@[^:\s]+:(.+)$/.exec(address)?.[1] ?? "";
  const parts = path.replace(/\.git\/?$/, "").split("/").filter((part) => part !== "");
  return parts.slice(-2).join("/").slice(-64) || "roadcall";
}
