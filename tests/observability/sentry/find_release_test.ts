import assert from "node:assert/strict";
import { findRelease } from "../../../src/observability/sentry/find_release.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const root = new URL("file:///srv/my%20roadcall/");

/** A disk with these files, by their paths. */
function read(files: Readonly<Record<string, string>>) {
  return (file: URL) => Promise.resolve(files[decodeURIComponent(file.pathname)] ?? null);
}

const cases: Readonly<Record<string, { files: Record<string, string>; release: string }>> = {
  "a branch": {
    files: {
      "/srv/my roadcall/.git/HEAD": "ref: refs/heads/main\n",
      "/srv/my roadcall/.git/refs/heads/main": `${commit}\n`,
    },
    release: "roadcall@0123456789ab",
  },
  "a branch that git has packed": {
    files: {
      "/srv/my roadcall/.git/HEAD": "ref: refs/heads/main\n",
      "/srv/my roadcall/.git/packed-refs":
        `# pack-refs with: peeled fully-peeled sorted\n${
          commit.replace("0", "f")
        } refs/heads/ma\n` +
        `${commit} refs/heads/main\n^${commit}\n`,
    },
    release: "roadcall@0123456789ab",
  },
  "a commit by itself": {
    files: { "/srv/my roadcall/.git/HEAD": `${commit}\n` },
    release: "roadcall@0123456789ab",
  },
  "a worktree": {
    files: {
      "/srv/my roadcall/.git": "gitdir: /srv/main tree/.git/worktrees/x\n",
      "/srv/main tree/.git/worktrees/x/HEAD": "ref: refs/heads/x\n",
      "/srv/main tree/.git/worktrees/x/commondir": "../..\n",
      "/srv/main tree/.git/refs/heads/x": `${commit}\n`,
    },
    release: "roadcall@0123456789ab",
  },
  "no checkout": {
    files: { "/srv/my roadcall/deno.json": '{\n  "version": "1.2.3"\n}' },
    release: "roadcall@1.2.3",
  },
  "a repository without a commit": {
    files: {
      "/srv/my roadcall/.git/HEAD": "ref: refs/heads/main\n",
      "/srv/my roadcall/deno.json": '{ "version": "1.2.3" }',
    },
    release: "roadcall@1.2.3",
  },
  "nothing at all": { files: {}, release: "roadcall@unknown" },
};

for (const [name, { files, release }] of Object.entries(cases)) {
  Deno.test(`release: from ${name}`, async () => {
    assert.equal(await findRelease({ root, read: read(files) }), release);
  });
}

Deno.test("release: from this very checkout, as git sees it", async () => {
  const here = new URL("../../../", import.meta.url);
  const { success, stdout } = await new Deno.Command("git", {
    args: ["rev-parse", "HEAD"],
    cwd: here,
    stderr: "null",
  }).output().catch(() => ({ success: false, stdout: new Uint8Array() }));
  const head = new TextDecoder().decode(stdout).trim();
  const release = await findRelease({ root: here });
  if (success) assert.equal(release, `roadcall@${head.slice(0, 12)}`);
  else assert.match(release, /^roadcall@\S+$/);
});
