import assert from "node:assert/strict";
import type { Git } from "../../../src/observability/release/read_commits.ts";
import { readRepository } from "../../../src/observability/release/read_commits.ts";
import {
  markRelease,
  type ReleaseOptions,
} from "../../../src/observability/release/mark_release.ts";
import { createSentryApi } from "../../../src/observability/sentry_api/create_sentry_api.ts";
import { findRelease } from "../../../src/observability/sentry/find_release.ts";
import { readSentrySpec } from "../sentry_spec.ts";
import { createStandIn, type StandIn } from "../stand_in_sentry.ts";

/** A checkout with three commits. */
async function createCheckout(): Promise<{ git: Git; commit: CommitFiles; folder: string }> {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_release_" });
  const git: Git = async (...args) => {
    const { success, stdout } = await new Deno.Command("git", {
      args: [...args],
      cwd: folder,
      clearEnv: true,
      env: {
        PATH: Deno.env.get("PATH") ?? "",
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_AUTHOR_NAME: "Ana Múñoz",
        GIT_AUTHOR_EMAIL: "ana@example.org",
        GIT_COMMITTER_NAME: "Ana Múñoz",
        GIT_COMMITTER_EMAIL: "ana@example.org",
      },
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout) : null;
  };
  const commit: CommitFiles = async (message, files) => {
    for (const [path, text] of Object.entries(files)) {
      if (text === null) await Deno.remove(`${folder}/${path}`);
      else await Deno.writeTextFile(`${folder}/${path}`, text);
    }
    await git("add", "--all");
    assert.notEqual(await git("commit", "--quiet", "-m", message), null);
    return (await git("rev-parse", "HEAD"))?.trim() ?? "";
  };
  assert.notEqual(await git("init", "--quiet", "--initial-branch=main"), null);
  await git("remote", "add", "origin", "https://somebody:hidden@git.example/acme/roadcall.git");
  return { git, commit, folder };
}

type CommitFiles = (
  message: string,
  files: Readonly<Record<string, string | null>>,
) => Promise<string>;

const at = Date.parse("2026-11-25T22:00:00Z");

function mark(sentry: StandIn, git: Git, options: Partial<ReleaseOptions> = {}) {
  return markRelease({
    api: createSentryApi(sentry),
    git,
    release: null,
    environment: "production",
    at,
    dryRun: false,
    ...options,
  });
}

async function withSentry(test: (sentry: StandIn) => Promise<void>): Promise<void> {
  const published = Deno.env.get("SENTRY_API_SPEC") ?? "";
  const spec = published === "" ? null : readSentrySpec(await Deno.readTextFile(published));
  const sentry = createStandIn(spec);
  try {
    await test(sentry);
    assert.deepEqual(sentry.problems, []);
  } finally {
    await sentry.close();
  }
}

Deno.test("a release goes to Sentry with what is new in it, and a deploy", async () => {
  const { git, commit, folder } = await createCheckout();
  try {
    await withSentry(async (sentry) => {
      const first = await commit("Begin", { "a.ts": "1", "b.ts": "1" });
      const began = await mark(sentry, git);
      assert.deepEqual([began.version, began.isNew, began.since], [
        `roadcall@${first.slice(0, 12)}`,
        true,
        null,
      ]);
      // As the program that runs from there calls itself.
      assert.equal(began.version, await findRelease({ root: new URL(`file://${folder}/`) }));

      const second = await commit("Mend it\n\nIt was broken.", { "a.ts": "2", "b.ts": null });
      const third = await commit("Add more", { "straße.ts": "3" });
      const planned = await mark(sentry, git, { dryRun: true });
      assert.equal(sentry.releases.length, 1, "a dry run tells nothing");
      const marked = await mark(sentry, git);
      assert.deepEqual(planned, marked);
      assert.equal(marked.since, began.version);

      const release = sentry.releases.at(-1);
      assert.equal(release?.version, `roadcall@${third.slice(0, 12)}`);
      assert.equal(release?.ref, third);
      assert.equal(release?.dateReleased, "2026-11-25T22:00:00.000Z");
      assert.ok(Array.isArray(release?.commits));
      assert.deepEqual(
        release.commits.map(({ id, message, patchSet }) => ({ id, message, patchSet })),
        [
          { id: third, message: "Add more", patchSet: [{ path: "straße.ts", type: "A" }] },
          {
            id: second,
            message: "Mend it\n\nIt was broken.",
            patchSet: [{ path: "a.ts", type: "M" }, { path: "b.ts", type: "D" }],
          },
        ],
      );
      assert.equal(release.commits[0].repository, "acme/roadcall");
      assert.equal(release.commits[0].authorName, "Ana Múñoz");
      assert.deepEqual(sentry.deploys.map(({ version, environment }) => [version, environment]), [
        [began.version, "production"],
        [marked.version, "production"],
      ]);
      assert.ok(!JSON.stringify(sentry.requests).includes("hidden"), "no password of git's");
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a release that Sentry knows keeps its date, and is deployed again", async () => {
  const { git, commit, folder } = await createCheckout();
  try {
    await withSentry(async (sentry) => {
      await commit("Begin", { "a.ts": "1" });
      await mark(sentry, git);
      const again = await mark(sentry, git, { at: at + 60_000, environment: "staging" });
      assert.equal(again.isNew, false);
      assert.equal(sentry.releases.length, 1);
      assert.equal(sentry.releases[0]?.dateReleased, "2026-11-25T22:00:00.000Z");
      assert.deepEqual(sentry.deploys.map(({ environment }) => environment), [
        "production",
        "staging",
      ]);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("without a checkout a release needs a name, and has no commits", async () => {
  const noGit: Git = () => Promise.resolve(null);
  await withSentry(async (sentry) => {
    await assert.rejects(mark(sentry, noGit), /no git checkout.*Set SENTRY_RELEASE/);
    assert.deepEqual(sentry.listWrites(), []);
    const marked = await mark(sentry, noGit, { release: "roadcall@1.2.3" });
    assert.equal(marked.commits, null);
    assert.equal(sentry.releases[0]?.version, "roadcall@1.2.3");
    assert.equal(sentry.deploys.length, 1);
  });
});

Deno.test("a release that is named after a commit has that one's commits", async () => {
  const { git, commit, folder } = await createCheckout();
  try {
    await withSentry(async (sentry) => {
      const first = await commit("Begin", { "a.ts": "1" });
      await commit("Not deployed", { "a.ts": "2" });
      const marked = await mark(sentry, git, { release: `roadcall@${first.slice(0, 12)}` });
      assert.deepEqual(marked.commits?.map(({ id }) => id), [first]);
      assert.equal(sentry.releases[0]?.ref, first);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a repository is called by the end of its address, without who fetches from it", async () => {
  for (
    const [address, name] of [
      ["https://somebody:hidden@git.example/acme/roadcall.git\n", "acme/roadcall"],
      ["git@git.example:acme/roadcall.git\n", "acme/roadcall"],
      ["ssh://git@git.example:2222/deep/acme/roadcall\n", "acme/roadcall"],
      [null, "roadcall"],
    ] as const
  ) {
    assert.equal(await readRepository(() => Promise.resolve(address)), name);
  }
});
