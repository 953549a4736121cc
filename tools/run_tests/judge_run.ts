import type { TestReport } from "./read_report.ts";

/** What is told of a run at its end, and what the program exits with. */
export type Verdict = { readonly lines: readonly string[]; readonly exitCode: 0 | 1 };

/**
 * Judges a run. On a person's machine an ignored test is told and forgiven; in CI, which installs
 * everything, it would hide that nothing was tested.
 *
 * @param succeeded whether `deno test` itself exited with 0
 * @param isCi whether an ignored test fails the run
 */
export function judgeRun(report: TestReport, succeeded: boolean, isCi: boolean): Verdict {
  const { passed, ignored } = report;
  // Where a file cannot even be loaded, no test has failed and the run has all the same.
  const failed = succeeded ? report.failed : Math.max(report.failed, 1);
  const isEmpty = passed + failed === 0;
  const lines: string[] = [];
  if (ignored.length > 0) {
    lines.push("Ignored, because this machine lacks something:");
    lines.push(...ignored.map((name) => `  ${name}`));
  }
  if (isCi && ignored.length > 0) lines.push("With CI=true an ignored test fails the run.");
  if (isEmpty) lines.push("No test was run, which is no success.");
  const skipped = ignored.length > 0 ? `, ${ignored.length} skipped` : "";
  lines.push(`${passed} passed, ${failed} failed${skipped}`);
  const isGood = failed === 0 && !isEmpty && !(isCi && ignored.length > 0);
  return { lines, exitCode: isGood ? 0 : 1 };
}
