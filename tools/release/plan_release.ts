/** The project's papers as they are before a release. */
export interface Papers {
  /** deno.json */
  readonly manifest: string;
  /** CHANGELOG.md */
  readonly changelog: string;
}

export type ReleasePlan =
  | {
    readonly ok: true;
    readonly version: string;
    readonly papers: Papers;
    /** What the release brings, for its tag. */
    readonly notes: string;
  }
  | { readonly ok: false; readonly problem: string };

const steps = ["major", "minor", "patch"] as const;
const heading = "## Unreleased";

/**
 * What a release changes in the papers: the version, and what was unreleased gets it as a heading.
 *
 * @param wanted `major`, `minor` or `patch`, or the version itself
 * @param date of the release, such as 2026-11-25
 */
export function planRelease(papers: Papers, wanted: string, date: string): ReleasePlan {
  const found = /"version": "(\d+)\.(\d+)\.(\d+)"/.exec(papers.manifest);
  if (found === null) return refuse("deno.json has no version such as 1.2.3.");
  const [quoted, ...digits] = found;
  const current = digits.map(Number);
  const next = findNext(current, wanted);
  if (next === null) {
    return refuse(`"${wanted}" is none of ${steps.join(", ")}, and no version such as 1.2.3.`);
  }
  if (compare(next, current) <= 0) {
    return refuse(`${next.join(".")} is not after ${current.join(".")}, which deno.json has.`);
  }
  const version = next.join(".");
  const [before, ...rest] = papers.changelog.split(`${heading}\n`);
  const after = rest.join(`${heading}\n`);
  const [notes = ""] = after.split(/^## /m, 1);
  if (before === undefined || notes.trim() === "") {
    return refuse(`CHANGELOG.md tells of nothing under "${heading}": there is nothing to release.`);
  }
  return {
    ok: true,
    version,
    notes: notes.trim(),
    papers: {
      manifest: papers.manifest.replace(quoted, `"version": "${version}"`),
      changelog: `${before}${heading}\n\n## ${version} (${date})\n${after}`,
    },
  };
}

function refuse(problem: string): ReleasePlan {
  return { ok: false, problem };
}

function findNext(current: readonly number[], wanted: string): readonly number[] | null {
  const step = steps.findIndex((name) => name === wanted);
  if (step >= 0) {
    return current.map((number, index) => index < step ? number : index === step ? number + 1 : 0);
  }
  return /^\d+\.\d+\.\d+$/.test(wanted) ? wanted.split(".").map(Number) : null;
}

/** Positive where the first one is later. */
function compare(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((number, index) => number !== other[index]);
  return differing < 0 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}
