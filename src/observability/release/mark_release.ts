import { isJsonObject, type Json, type JsonObject } from "../sentry_api/json.ts";
import type { SentryApi } from "../sentry_api/create_sentry_api.ts";
import { SentryApiError } from "../sentry_api/sentry_api_error.ts";
import { type Commit, type Git, readCommits, readRepository } from "./read_commits.ts";

export interface ReleaseOptions {
  readonly api: SentryApi;
  readonly git: Git;
  /** As the running program names it; null: after the commit that is checked out. */
  readonly release: string | null;
  readonly environment: string;
  /** When it was deployed, milliseconds since 1970. */
  readonly at: number;
  readonly dryRun: boolean;
}

/** What was, or would be, told to Sentry. */
export interface MarkedRelease {
  readonly version: string;
  readonly isNew: boolean;
  /** Null: there is no checkout to read them from. */
  readonly commits: readonly Commit[] | null;
  /** The release before it, if Sentry has one whose commit is known here. */
  readonly since: string | null;
}

/** So many digits of the commit are in a release's name, as where the program names itself. */
const shortCommit = 12;

/**
 * Tells Sentry of a release, with its commits, and that it was deployed.
 *
 * @throws {SentryApiError} where Sentry refuses, or nothing tells what the release is
 */
export async function markRelease(options: ReleaseOptions): Promise<MarkedRelease> {
  const { api, git, environment, dryRun } = options;
  const head = await findHead(git, options.release);
  const version = options.release ??
    (head === null ? null : `roadcall@${head.slice(0, shortCommit)}`);
  if (version === null) {
    throw new SentryApiError(
      "Here is no git checkout to tell the release from. Set SENTRY_RELEASE to its name.",
    );
  }
  const [organisation, project] = [api.organisation, api.project].map(encodeURIComponent);
  const releases = `/organizations/${organisation}/releases/`;
  const path = `${releases}${encodeURIComponent(version)}/`;
  const earlier = await api.list(
    "read the releases",
    `/projects/${organisation}/${project}/releases/`,
    { per_page: "20" },
    1,
  );
  const existing = await api.find(`read the release ${version}`, path);
  const since = head === null ? null : await findBefore(git, head, version, earlier);
  const commits = head === null ? null : await readCommits(git, head, since?.commit ?? null);
  const marked = { version, isNew: existing === null, commits, since: since?.version ?? null };
  if (dryRun) return marked;

  const stamp = new Date(options.at).toISOString();
  const facts = await describe(git, head, commits);
  if (existing === null) {
    await api.send(`create the release ${version}`, "POST", releases, {
      version,
      projects: [api.project],
      dateReleased: stamp,
      ...facts,
    });
  } else if (head !== null) {
    await api.send(`change the release ${version}`, "PUT", path, facts);
  }
  await api.send(`mark the deploy of ${version}`, "POST", `${path}deploys/`, {
    environment,
    dateFinished: stamp,
    projects: [api.project],
  });
  return marked;
}

/** The commit a release was made of: the one in its name where git knows it, else the one here. */
async function findHead(git: Git, release: string | null): Promise<string | null> {
  const named = /@([0-9a-f]{7,64})$/.exec(release ?? "")?.[1];
  const revision = named === undefined ? "HEAD" : `${named}^{commit}`;
  return (await git("rev-parse", "--verify", "--quiet", revision))?.trim() || null;
}

/** The newest release before whose commit leads to this one. */
async function findBefore(git: Git, head: string, version: string, releases: readonly Json[]) {
  for (const release of releases) {
    if (!isJsonObject(release) || typeof release.version !== "string") continue;
    const { ref, version: other } = release;
    if (other === version || typeof ref !== "string" || !/^[0-9a-f]{40,64}$/.test(ref)) continue;
    if (ref !== head && (await git("merge-base", "--is-ancestor", ref, head)) !== null) {
      return { version: other, commit: ref };
    }
  }
  return null;
}

async function describe(
  git: Git,
  head: string | null,
  commits: readonly Commit[] | null,
): Promise<JsonObject> {
  if (head === null || commits === null) return {};
  const repository = await readRepository(git);
  return {
    ref: head,
    commits: commits.map((commit) => ({
      id: commit.id,
      repository,
      author_name: commit.authorName,
      author_email: commit.authorEmail,
      timestamp: commit.timestamp,
      message: commit.message,
      patch_set: commit.files.map(({ path, type }) => ({ path, type })),
    })),
  };
}
