/**
 * Makes a release of what is committed: the version in deno.json, a section in CHANGELOG.md, a
 * commit and a tag. Pushing them is left to a person; the tag has the image built and published.
 *
 *     deno task release minor
 *     deno task release 1.0.0
 */
import { planRelease } from "./release/plan_release.ts";

const manifestPath = "deno.json";
const changelogPath = "CHANGELOG.md";

async function git(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("git", { args: [...args] }).output();
  const text = new TextDecoder();
  if (code !== 0) throw new Error(`git ${args[0]} failed: ${text.decode(stderr).trim()}`);
  return text.decode(stdout).trim();
}

async function release(args: readonly string[]): Promise<number> {
  const [wanted, ...others] = args;
  if (wanted === undefined || others.length > 0) {
    return refuse("Say which release: deno task release patch, minor, major, or 1.2.3");
  }
  const changed = await git("status", "--porcelain");
  if (changed !== "") return refuse(`Commit or remove first:\n${changed}`);
  const plan = planRelease(
    {
      manifest: await Deno.readTextFile(manifestPath),
      changelog: await Deno.readTextFile(changelogPath),
    },
    wanted,
    Temporal.Now.plainDateISO("UTC").toString(),
  );
  if (!plan.ok) return refuse(plan.problem);
  const tag = `v${plan.version}`;
  if (await git("tag", "--list", tag) !== "") return refuse(`There is a tag ${tag} already.`);

  await Deno.writeTextFile(manifestPath, plan.papers.manifest);
  await Deno.writeTextFile(changelogPath, plan.papers.changelog);
  await git("commit", "--all", "--message", `Release ${plan.version}`);
  await git("tag", "--annotate", "--cleanup=verbatim", tag, "--message", `${tag}\n\n${plan.notes}`);
  console.log(`${tag} is made. To publish it: git push --follow-tags`);
  return 0;
}

function refuse(why: string): number {
  console.error(why);
  return 1;
}

Deno.exit(await release(Deno.args));
