/** What a run of `deno test` came to. */
export type TestReport = {
  readonly passed: number;
  readonly failed: number;
  /** names of the tests that were ignored; each says what would bring what it needs */
  readonly ignored: readonly string[];
};

/**
 * Reads the JUnit file that `deno test --junit-path` writes. Steps count as tests, as they do in
 * that file.
 *
 * @throws where the text is no such file: a run without a report must not count as a success
 */
export function readReport(xml: string): TestReport {
  if (!xml.includes("<testsuites")) throw new Error("the report is no JUnit file");
  // The names and messages are escaped in there, so that only a tag of its own starts with "<".
  const cases = xml.split("<testcase ").slice(1).map((text) => text.split("</testcase>")[0] ?? "")
    // A test that a filter left out is written as skipped too, but has taken no time at all.
    .filter((text) => /^[^>]* time="/.test(text));
  const failed = cases.filter((text) => /<(failure|error)\b/.test(text)).length;
  const ignored = cases.filter((text) => text.includes("<skipped"));
  return {
    passed: cases.length - failed - ignored.length,
    failed,
    ignored: ignored.map((text) => unescape(/^name="([^"]*)"/.exec(text)?.[1] ?? "?")),
  };
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'").replaceAll("&amp;", "&");
}
