import assert from "node:assert/strict";
import {
  type Change,
  renderChange,
  renderTally,
} from "../../../src/observability/provision/change.ts";
import { provision } from "../../../src/observability/provision/provision.ts";
import { createSentryApi } from "../../../src/observability/sentry_api/create_sentry_api.ts";
import { SentryApiError } from "../../../src/observability/sentry_api/sentry_api_error.ts";
import { monitors } from "../../../src/observability/monitors.ts";
import { readSentrySpec } from "../sentry_spec.ts";
import type { Item } from "../answer_shapes.ts";
import { createStandIn, type StandIn } from "../stand_in_sentry.ts";

interface Run {
  readonly changes: readonly Change[];
  /** What the operator reads. */
  readonly said: string;
  /** How long it waited, in milliseconds each. */
  readonly waits: readonly number[];
}

type Settings = Partial<{ token: string; project: string; environment: string; dryRun: boolean }>;

async function run(sentry: StandIn, settings: Settings = {}): Promise<Run> {
  const waits: number[] = [];
  const lines: string[] = [];
  const { url, token, organisation, project } = sentry;
  const { environment = "production", dryRun = false, ...others } = settings;
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  const changes = await provision({
    api: createSentryApi({ url, token, organisation, project, wait, ...others }),
    environment,
    dryRun,
    say: (change) => lines.push(renderChange(change)),
  });
  lines.push(renderTally(changes, dryRun));
  return { changes, said: lines.join("\n"), waits };
}

function testSentry(name: string, test: (sentry: StandIn) => Promise<void>): void {
  Deno.test(name, async () => {
    const sentry = createStandIn();
    try {
      await test(sentry);
    } finally {
      await sentry.close();
    }
  });
}

function find(items: readonly Item[], name: string): Item {
  const found = items.find((each) => each.name === name || each.title === name);
  assert.ok(found !== undefined, `${name} is there`);
  return found;
}

/** Sets something deep inside to another value, as somebody would on Sentry's pages. */
function edit(item: unknown, path: readonly (string | number)[], value: unknown): void {
  const [first = "", ...rest] = path;
  assert.ok(typeof item === "object" && item !== null && first in item, `${first} is there`);
  if (rest.length === 0) Object.assign(item, { [first]: value });
  else edit(Object.entries(item).find(([name]) => name === String(first))?.[1], rest, value);
}

const backlog = "Roadcall (production): deliveries pile up";

testSentry("the first run makes everything, the second one nothing", async (sentry) => {
  const first = await run(sentry);
  assert.ok(first.changes.every(({ done }) => done === "created"), first.said);
  assert.deepEqual(sentry.monitors.map(({ slug }) => slug), [monitors.tick.slug]);
  // Each alert listens to one thing that is there.
  const ids = new Set(sentry.detectors.map(({ id }) => id));
  for (const { name, detectorIds } of sentry.workflows) {
    assert.ok(Array.isArray(detectorIds) && detectorIds.length === 1, String(name));
    assert.ok(ids.has(detectorIds[0]), `${name} listens to ${detectorIds[0]}`);
  }
  const writes = sentry.listWrites().length;
  assert.equal(writes, first.changes.length);

  const second = await run(sentry);
  assert.ok(second.changes.every(({ done }) => done === "unchanged"), second.said);
  assert.equal(sentry.listWrites().length, writes, "nothing was written again");
  assert.match(second.said, /Created 0 and changed 0; \d+ already as they should be\.$/);
});

testSentry("a dry run says what would come and touches nothing", async (sentry) => {
  const planned = await run(sentry, { dryRun: true });
  assert.deepEqual(sentry.listWrites(), []);
  assert.match(planned.said, /^\+ cron monitor {3}roadcall-tick$/m);
  assert.match(planned.said, /Would create \d+ and change 0; 0 already .* Nothing was touched\.$/);
  const done = await run(sentry);
  assert.deepEqual(
    planned.changes.map(({ kind, name }) => [kind, name]),
    done.changes.map(({ kind, name }) => [kind, name]),
  );
  assert.match((await run(sentry, { dryRun: true })).said, /Would create 0 and change 0;/);
});

testSentry("what somebody changed is told and put right, and nothing else", async (sentry) => {
  await run(sentry);
  const edits: readonly (readonly [Item | undefined, readonly (string | number)[], unknown])[] = [
    [sentry.monitors[0], ["config", "schedule"], "*/5 * * * *"],
    [find(sentry.detectors, backlog), ["conditionGroup", "conditions", 0, "comparison"], 9000],
    [
      find(sentry.detectors, "Roadcall (production): buttons are slow"),
      ["dataSources", 0, "queryObj", "snubaQuery", "query"],
      "",
    ],
    [find(sentry.workflows, backlog), ["enabled"], false],
    [find(sentry.dashboards, "Roadcall"), ["widgets", 3, "queries", 0, "conditions"], "odd:1"],
  ];
  for (const [item, path, value] of edits) edit(item, path, value);
  const before = sentry.listWrites().length;

  const planned = await run(sentry, { dryRun: true });
  assert.equal(sentry.listWrites().length, before);
  assert.match(planned.said, /^ {4}config\.schedule: "\*\/5 \* \* \* \*" → "\* \* \* \* \*"$/m);
  assert.match(planned.said, /^ {4}condition_group\.conditions\[1\]\.comparison: 9000 → 50$/m);
  assert.match(planned.said, /^ {4}enabled: false → true$/m);
  assert.match(
    planned.said,
    /^ {4}widgets\[Errors by type\]\.queries\[0\]\.conditions: "odd:1" →/m,
  );

  const mended = await run(sentry);
  const changed = mended.changes.filter(({ done }) => done === "changed");
  assert.equal(changed.length, edits.length, mended.said);
  assert.equal(sentry.listWrites().length, before + edits.length);
  assert.match((await run(sentry)).said, /Created 0 and changed 0;/);
});

testSentry("whom an alert tells is the operator's choice, and stays", async (sentry) => {
  await run(sentry);
  const alert = find(sentry.workflows, backlog);
  const slack = {
    id: "88",
    type: "jira",
    integrationId: "3",
    data: { additional_fields: { fixVersions: ["7"] } },
    config: { targetType: "specific", targetDisplay: "#on-call", targetIdentifier: "" },
    status: "active",
  };
  edit(alert, ["actionFilters", 0, "actions"], [slack]);
  assert.match((await run(sentry)).said, /Created 0 and changed 0;/);

  edit(alert, ["config", "frequency"], 5);
  assert.match((await run(sentry)).said, /Created 0 and changed 1;/);
  const { actionFilters } = find(sentry.workflows, backlog);
  assert.ok(Array.isArray(actionFilters));
  // The stand-in answers in camel case, whatever it was sent.
  assert.deepEqual(JSON.parse(JSON.stringify(actionFilters[0].actions)), [{
    ...slack,
    data: { additionalFields: { fixVersions: ["7"] } },
  }]);
  const sent = JSON.stringify(sentry.listWrites().at(-1)?.body);
  assert.ok(sent.includes(JSON.stringify(slack)), "it goes back as it came");
});

testSentry("two environments share a project without disturbing each other", async (sentry) => {
  sentry.environments.add("staging");
  await run(sentry);
  const staging = await run(sentry, { environment: "staging" });
  const unchanged = staging.changes.filter(({ done }) => done === "unchanged");
  assert.deepEqual(unchanged.map(({ kind }) => kind), ["cron monitor", "dashboard"]);
  assert.match((await run(sentry)).said, /Created 0 and changed 0;/);
});

testSentry("an environment that nothing came from yet is told in words", async (sentry) => {
  const { changes, said } = await run(sentry, { environment: "staging" });
  const refused = changes.filter(({ done }) => done === "refused");
  assert.ok(refused.every(({ kind }) => kind === "metric monitor" || kind === "alert"));
  assert.match(
    said,
    /would not create the metric monitor "Roadcall \(staging\).*environment: Environment is not/,
  );
  assert.match(said, /run "deno task sentry:check" there first/);
  assert.match(said, /^ {4}What it listens to is not there\.$/m);
  assert.match(said, new RegExp(`${refused.length} could not be done\\.$`));
});

testSentry("what Sentry refuses keeps nothing else from being done", async (sentry) => {
  sentry.override.answer = ({ method, path, body }) =>
    method === "POST" && path.endsWith("/detectors/") && JSON.stringify(body).includes("pile up")
      ? Response.json({ detail: "Used 20/20 of allowed monitors." }, { status: 400 })
      : null;
  const { changes, said } = await run(sentry);
  const refused = changes.filter(({ done }) => done === "refused");
  assert.deepEqual(refused.map(({ kind }) => kind), ["metric monitor", "alert"], said);
  assert.match(said, /Sentry says: Used 20\/20 of allowed monitors\./);
  sentry.override.answer = () => null;
  const again = await run(sentry);
  assert.match(again.said, /^Created 2 and changed 0;/m);
});

testSentry(
  "a wrong token and a wrong project get a sentence, without the token",
  async (sentry) => {
    for (
      const [settings, sentence] of [
        [{ token: "sntrys_another" }, /does not accept SENTRY_AUTH_TOKEN/],
        [{ project: "nowhere" }, /knows no organisation "acme" with a project "nowhere"/],
      ] as const
    ) {
      await assert.rejects(run(sentry, settings), (error) => {
        assert.ok(error instanceof SentryApiError);
        assert.match(error.message, sentence);
        assert.doesNotMatch(error.message, /sntrys/);
        return true;
      });
    }
    assert.deepEqual(sentry.listWrites(), []);
  },
);

testSentry("a refusal that repeats the token is blanked", async (sentry) => {
  const { token } = sentry;
  sentry.interruptions.push(() =>
    Response.json({ detail: `no scope for ${token}` }, { status: 403 })
  );
  await assert.rejects(run(sentry), (error) => {
    assert.ok(error instanceof SentryApiError);
    assert.match(error.message, /scopes alerts:write and org:read.*no scope for \[secret\]/);
    return true;
  });
});

testSentry("a rate limit is waited for as long as Sentry says", async (sentry) => {
  const tooMany = (headers: HeadersInit) => () => new Response("{}", { status: 429, headers });
  const soon = String(Math.floor(Date.now() / 1000) + 20);
  sentry.interruptions.push(
    tooMany({ "retry-after": "7" }),
    tooMany({ "x-sentry-rate-limit-reset": soon }),
    tooMany({}),
  );
  const { changes, waits } = await run(sentry);
  assert.ok(changes.every(({ done }) => done === "created"));
  assert.equal(waits.length, 3);
  assert.equal(waits[0], 7000);
  assert.ok(waits[1] !== undefined && waits[1] > 10_000 && waits[1] <= 20_000, String(waits[1]));
  assert.equal(waits[2], 4000, "nothing was said: a second, doubled with each try");
});

testSentry("a rate limit without an end is not waited for", async (sentry) => {
  const wants = (seconds: string) => () =>
    new Response("{}", { status: 429, headers: { "retry-after": seconds } });
  sentry.interruptions.push(wants("3600"));
  await assert.rejects(run(sentry), /asks to be called more slowly/);
  for (let index = 0; index < 5; index++) sentry.interruptions.push(wants("1"));
  await assert.rejects(run(sentry), /asks to be called more slowly/);
  assert.deepEqual(sentry.listWrites(), []);
});

testSentry("a run that broke off is taken up where it was", async (sentry) => {
  const answered = Array.from({ length: 9 }, () => null);
  sentry.interruptions.push(...answered, () => new Response("<html>", { status: 502 }));
  await assert.rejects(run(sentry), /answered with status 502 when it was to /);
  const done = sentry.listWrites().length;
  assert.ok(done > 1, "something was made before");

  const { changes } = await run(sentry);
  const created = changes.filter((change) => change.done === "created");
  // What the broken one wrote last was not taken.
  assert.equal(created.length, changes.length - (done - 1));
  const names = [...sentry.detectors, ...sentry.workflows].map(({ type, name }) =>
    `${type} ${name}`
  );
  assert.equal(new Set(names).size, names.length, "nothing is there twice");
});

testSentry("an address that is not Sentry's, or is not there, is told in words", async (sentry) => {
  sentry.interruptions.push(() => new Response("<html>hello</html>"));
  await assert.rejects(run(sentry), /did not answer as Sentry does/);
  sentry.interruptions.push(() => Response.redirect("https://elsewhere.example/"));
  await assert.rejects(run(sentry), /sends its callers elsewhere/);
  await sentry.close();
  await assert.rejects(run(sentry), (error) => {
    assert.ok(error instanceof SentryApiError);
    assert.match(error.message, /cannot be reached\. Look at SENTRY_URL/);
    assert.doesNotMatch(error.message, /sntrys/);
    return true;
  });
});

// There is nothing to hold them against where the description is not at hand.
const published = Deno.env.get("SENTRY_API_SPEC") ?? "";
if (published !== "") {
  Deno.test("every request is one that Sentry's API describes", async () => {
    const sentry = createStandIn(readSentrySpec(await Deno.readTextFile(published)));
    try {
      await run(sentry, { dryRun: true });
      await run(sentry);
      edit(sentry.monitors[0], ["config", "max_runtime"], 1);
      for (const { name, dataSources } of sentry.detectors) {
        if (!String(name).startsWith("Roadcall (")) continue;
        edit(dataSources, [0, "queryObj", "snubaQuery", "timeWindow"], 1);
      }
      for (const workflow of sentry.workflows) edit(workflow, ["config", "frequency"], 1);
      edit(find(sentry.dashboards, "Roadcall"), ["widgets"], []);
      const { changes, said } = await run(sentry);
      assert.ok(changes.every(({ done }) => done === "changed"), said);
      assert.deepEqual(sentry.problems, []);
    } finally {
      await sentry.close();
    }
  });
}
