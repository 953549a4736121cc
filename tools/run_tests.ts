/**
 * Runs the tests and closes with one plain line, `N passed, N failed`. Arguments are passed on to
 * `deno test`; where none of them is a file or a folder, all of `tests/` is run.
 *
 *     deno task test
 *     deno task test tests/incident --filter claim
 */
import { judgeRun } from "./run_tests/judge_run.ts";
import { readReport, type TestReport } from "./run_tests/read_report.ts";

async function isPath(argument: string): Promise<boolean> {
  try {
    await Deno.stat(argument);
    return !argument.startsWith("-");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The report, or one failure where `deno test` ended before it could write any. */
async function readOrFail(path: string): Promise<TestReport> {
  const xml = await Deno.readTextFile(path);
  return xml === "" ? { passed: 0, failed: 1, ignored: [] } : readReport(xml);
}

const paths = (await Promise.all(Deno.args.map(isPath))).includes(true) ? [] : ["tests/"];
const reportPath = await Deno.makeTempFile({ prefix: "roadcall_tests_", suffix: ".xml" });
try {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", `--junit-path=${reportPath}`, ...Deno.args, ...paths],
    stdin: "null",
  }).spawn().status;
  const isCi = Deno.env.get("CI") === "true";
  const { lines, exitCode } = judgeRun(await readOrFail(reportPath), success, isCi);
  console.log(`\n${lines.join("\n")}`);
  Deno.exitCode = exitCode;
} finally {
  await Deno.remove(reportPath);
}
