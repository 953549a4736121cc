/** Where the release is looked for: the program's folder, as a `file:` address with a slash. */
export type ReleaseSources = {
  readonly root: URL;
  /** fulfils with a file's text, or null where it cannot be read */
  readonly read?: (file: URL) => Promise<string | null>;
};

/** So many digits of a commit are shown, as git itself does in a project of this size. */
const shortCommit = 12;

/**
 * The release that this program is: `roadcall@<short commit>` of the checkout it runs from, or
 * `roadcall@<version>` of deno.json where there is none. Git's own files are read, since asking git
 * would need the permission to run programs.
 */
export async function findRelease({ root, read = readFile }: ReleaseSources): Promise<string> {
  const commit = await findCommit(root, read);
  if (commit !== null) return `roadcall@${commit.slice(0, shortCommit)}`;
  const version = /"version":\s*"([^"\s]+)"/.exec(await read(new URL("deno.json", root)) ?? "")
    ?.[1];
  return `roadcall@${version ?? "unknown"}`;
}

async function findCommit(
  root: URL,
  read: (file: URL) => Promise<string | null>,
): Promise<string | null> {
  const git = await findGitFolder(root, read);
  const head = (await read(new URL("HEAD", git)))?.trim();
  if (head === undefined) return null;
  if (isCommit(head)) return head;
  const ref = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  if (ref === undefined) return null;
  // A worktree has a HEAD of its own and shares the branches with the folder it names.
  const common = (await read(new URL("commondir", git)))?.trim();
  const shared = common === undefined ? git : toFolder(common, git);
  const loose = (await read(new URL(ref, shared)))?.trim();
  if (loose !== undefined && isCommit(loose)) return loose;
  const packed = (await read(new URL("packed-refs", shared)))?.split("\n") ?? [];
  const line = packed.find((each) => each.endsWith(` ${ref}`));
  const commit = line?.slice(0, line.indexOf(" "));
  return commit !== undefined && isCommit(commit) ? commit : null;
}

/** Where git keeps what it knows: `.git`, or the folder that a file of this name points to. */
async function findGitFolder(
  root: URL,
  read: (file: URL) => Promise<string | null>,
): Promise<URL> {
  const pointer = /^gitdir: (.+)$/m.exec(await read(new URL(".git", root)) ?? "")?.[1];
  return pointer === undefined ? new URL(".git/", root) : toFolder(pointer.trim(), root);
}

function toFolder(path: string, base: URL): URL {
  const address = path.split("/").map(encodeURIComponent).join("/");
  return new URL(address.endsWith("/") ? address : `${address}/`, base);
}

/** Git's object names: SHA-1, or SHA-256 in newer repositories. */
function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
}

async function readFile(file: URL): Promise<string | null> {
  try {
    return await Deno.readTextFile(file);
  } catch {
    // Not there, a folder, or not for us to read: all the same here.
    return null;
  }
}
