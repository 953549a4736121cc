import assert from "node:assert/strict";
import { planRelease } from "../../../tools/release/plan_release.ts";

const papers = {
  manifest: '{\n  "version": "0.9.3",\n  "license": "MIT"\n}\n',
  changelog:
    "# Changelog\n\n## Unreleased\n\n- Something new.\n\n## 0.9.3 (2026-01-02)\n\n- Old.\n",
};

Deno.test("a release takes over what was unreleased, with its version and date", () => {
  const plan = planRelease(papers, "minor", "2026-11-25");
  assert.ok(plan.ok);
  assert.equal(plan.version, "0.10.0");
  assert.equal(plan.papers.manifest, '{\n  "version": "0.10.0",\n  "license": "MIT"\n}\n');
  assert.equal(
    plan.papers.changelog,
    "# Changelog\n\n## Unreleased\n\n## 0.10.0 (2026-11-25)\n\n- Something new.\n\n" +
      "## 0.9.3 (2026-01-02)\n\n- Old.\n",
  );
  assert.equal(plan.notes, "- Something new.");
});

Deno.test("a version goes on by a step, or is named", () => {
  const versions = ["patch", "minor", "major", "0.9.10", "2.0.1"].map((wanted) => {
    const plan = planRelease(papers, wanted, "2026-11-25");
    return plan.ok ? plan.version : plan.problem;
  });
  assert.deepEqual(versions, ["0.9.4", "0.10.0", "1.0.0", "0.9.10", "2.0.1"]);
});

Deno.test("what is no release is refused in words", () => {
  const problem = (wanted: string, changed: Partial<typeof papers> = {}) => {
    const plan = planRelease({ ...papers, ...changed }, wanted, "2026-11-25");
    assert.ok(!plan.ok);
    return plan.problem;
  };
  assert.match(problem("0.9.3"), /0\.9\.3 is not after 0\.9\.3/);
  assert.match(problem("0.9.2"), /not after/);
  assert.match(problem("v1.0.0"), /none of major, minor, patch/);
  assert.match(problem("patch", { manifest: "{}" }), /no version/);
  const nothing = papers.changelog.replace("- Something new.\n\n", "");
  assert.match(problem("patch", { changelog: nothing }), /nothing to release/);
  assert.match(problem("patch", { changelog: "# Changelog\n" }), /nothing to release/);
});
