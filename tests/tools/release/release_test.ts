/** `deno task release` in a repository of its own. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const tool = fileURLToPath(new URL("../../../tools/release.ts", import.meta.url));

async function run(folder: string, program: string, args: readonly string[]) {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    cwd: folder,
    env: {
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_AUTHOR_NAME: "Olivia",
      GIT_AUTHOR_EMAIL: "olivia@acme.example",
      GIT_COMMITTER_NAME: "Olivia",
      GIT_COMMITTER_EMAIL: "olivia@acme.example",
    },
  }).output();
  const text = new TextDecoder();
  return { code, said: (text.decode(stdout) + text.decode(stderr)).trim() };
}

Deno.test("a release is a commit and a tag, made of a clean tree alone", async () => {
  const folder = await Deno.makeTempDir({ prefix: "roadcall_release_" });
  const git = async (...args: readonly string[]) => {
    const { code, said } = await run(folder, "git", args);
    assert.equal(code, 0, said);
    return said;
  };
  const release = (...args: readonly string[]) =>
    run(folder, Deno.execPath(), ["run", "-A", tool, ...args]);
  try {
    await git("init", "--quiet", "--initial-branch=main");
    await Deno.writeTextFile(`${folder}/deno.json`, '{\n  "version": "0.1.0"\n}\n');
    await Deno.writeTextFile(
      `${folder}/CHANGELOG.md`,
      "# Changelog\n\n## Unreleased\n\n- The desk.\n# not a comment\n",
    );
    await git("add", "--all");
    await git("commit", "--quiet", "--message", "Begin");

    await Deno.writeTextFile(`${folder}/notes.txt`, "unfinished");
    const dirty = await release("minor");
    assert.equal(dirty.code, 1);
    assert.match(dirty.said, /Commit or remove first.*notes\.txt/s);
    await Deno.remove(`${folder}/notes.txt`);
    assert.match((await release()).said, /Say which release/);
    assert.equal(await git("rev-list", "--count", "HEAD"), "1", "nothing was done");

    const done = await release("minor");
    assert.equal(done.code, 0, done.said);
    assert.match(done.said, /v0\.2\.0 is made/);
    assert.equal(await git("log", "-1", "--format=%s"), "Release 0.2.0");
    assert.equal(await git("describe"), "v0.2.0", "the tag is on that commit");
    assert.match(await git("tag", "--list", "--format=%(contents)"), /- The desk\.\n# not a comm/);
    assert.equal(await git("status", "--porcelain"), "");
    assert.match(await git("show", "HEAD:deno.json"), /"version": "0\.2\.0"/);
    assert.match(
      await git("show", "HEAD:CHANGELOG.md"),
      /## Unreleased\n\n## 0\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- The desk\./,
    );
    assert.match((await release("patch")).said, /nothing to release/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
