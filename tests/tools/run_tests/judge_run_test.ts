import assert from "node:assert/strict";
import { judgeRun } from "../../../tools/run_tests/judge_run.ts";
import { readReport } from "../../../tools/run_tests/read_report.ts";

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="4" failures="1" errors="0" time="0.007">
    <testsuite name="./a_test.ts" tests="4" disabled="1" errors="0" failures="1">
        <testcase name="good" classname="./a_test.ts" time="0.001" line="1" col="6">
        </testcase>
        <testcase name="page &amp; &quot;press&quot; (run apt-get install chromium)" classname="./a" time="0.000">
            <skipped/>
        </testcase>
        <testcase name="bad" classname="./a_test.ts" time="0.002" line="4" col="6">
            <failure message="Uncaught Error: x">Error: &lt;skipped/&gt; &lt;testcase </failure>
        </testcase>
        <testcase name="good &gt; step" classname="./a_test.ts" time="0.000" line="3" col="43">
        </testcase>
        <testcase name="left out by a filter" classname="./a_test.ts" line="9" col="6">
            <skipped/>
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("run-tests: the report is counted, and ignored tests are named", () => {
  assert.deepEqual(readReport(xml), {
    passed: 2,
    failed: 1,
    ignored: ['page & "press" (run apt-get install chromium)'],
  });
});

Deno.test("run-tests: what is no report is not taken for a success", () => {
  assert.throws(() => readReport(""), /no JUnit file/);
});

const ignored = ["page (run apt-get install chromium)"];
const cases: readonly [Parameters<typeof judgeRun>, string, 0 | 1][] = [
  [[{ passed: 3, failed: 0, ignored: [] }, true, true], "3 passed, 0 failed", 0],
  [[{ passed: 3, failed: 1, ignored: [] }, false, false], "3 passed, 1 failed", 1],
  [[{ passed: 3, failed: 0, ignored }, true, false], "3 passed, 0 failed, 1 skipped", 0],
  [[{ passed: 3, failed: 0, ignored }, true, true], "3 passed, 0 failed, 1 skipped", 1],
  [[{ passed: 3, failed: 0, ignored: [] }, false, false], "3 passed, 1 failed", 1],
  [[{ passed: 0, failed: 0, ignored: [] }, true, false], "0 passed, 0 failed", 1],
];

for (const [[report, succeeded, isCi], last, exitCode] of cases) {
  const where = isCi ? "in CI" : "at home";
  Deno.test(`run-tests: ${last} ${where}, deno ${succeeded ? "content" : "not content"}`, () => {
    const verdict = judgeRun(report, succeeded, isCi);
    assert.deepEqual([verdict.lines.at(-1), verdict.exitCode], [last, exitCode]);
    for (const name of report.ignored) assert.ok(verdict.lines.includes(`  ${name}`));
  });
}
