/** Timers of different incidents run beside one another, those of one in their order. */
import assert from "node:assert/strict";
import { finishWithin } from "../../src/desk/finish_within.ts";
import { noTelemetry, type Store, type Telemetry, type TimerKind } from "../../src/desk/ports.ts";
import { runDueTimers } from "../../src/desk/run_due_timers.ts";
import type { IncidentId } from "../../src/people/ids.ts";
import { testOnBoth, testOnServer } from "../postgres/databases.ts";
import { createScene, inGroup, report, type Scene } from "../postgres/scenes.ts";
import { createDesk } from "./create_desk.ts";

const minuteMs = 60_000;
const hourSeconds = 60 * 60;

/** In the order in which they come due. */
const kinds: readonly TimerKind[] = ["department_reminder", "choice_expired", "grace_over"];

async function reportMany(store: Store, scene: Scene, count: number) {
  const ids: IncidentId[] = [];
  for (let each = 0; each < count; each++) ids.push((await report(store, scene)).id);
  return ids;
}

function setTimers(store: Store, scene: Scene, ids: readonly IncidentId[]): Promise<void> {
  return inGroup(store, scene, async (tx) => {
    let dueAt = (await store.clock.readClock(tx)) + minuteMs;
    // One incident's right behind one another, where they could be run at once.
    for (const incidentId of ids) {
      for (const kind of kinds) {
        await store.timers.setTimers(tx, incidentId, [{ kind, dueAt: dueAt++ }]);
      }
    }
  });
}

interface Watched {
  readonly telemetry: Telemetry;
  /** What began and ended, by incident. */
  readonly story: ReadonlyMap<unknown, readonly string[]>;
  /** The most that were under way at once. */
  readonly most: number;
}

/** Sees when timers begin and end; the first ones end only once so many are under way. */
function watch(together: number): Watched {
  const story = new Map<unknown, string[]>();
  const met = Promise.withResolvers<void>();
  let meeting: Promise<boolean> | null = null;
  let running = 0;
  let most = 0;
  const telemetry: Telemetry = {
    ...noTelemetry,
    async within(piece, work) {
      const incidentId = piece.tags?.incident_id;
      const own = story.get(incidentId) ?? [];
      story.set(incidentId, own);
      own.push(`${piece.name} begins`);
      most = Math.max(most, ++running);
      if (running === together) met.resolve();
      meeting ??= finishWithin(5_000, met.promise);
      try {
        assert.ok(await meeting, `${together} are not run at once`);
        return await noTelemetry.within(piece, work);
      } finally {
        running--;
        own.push(`${piece.name} ends`);
      }
    },
  };
  return {
    telemetry,
    story,
    get most() {
      return most;
    },
  };
}

testOnBoth("timers of different incidents run at once, two at most", async ({ store }) => {
  const scene = await createScene(store);
  const ids = await reportMany(store, scene, 7);
  await setTimers(store, scene, ids);
  await store.clock.skip(hourSeconds);
  const watched = watch(2);
  const { ran } = await runDueTimers({ ...createDesk(store), telemetry: watched.telemetry });
  assert.equal(ran, ids.length * kinds.length);
  assert.equal(watched.most, 2);
  for (const id of ids) {
    assert.deepEqual(
      watched.story.get(id),
      kinds.flatMap((kind) => [`timer ${kind} begins`, `timer ${kind} ends`]),
    );
  }
});

testOnBoth("each lets pass who waits before it begins", async ({ store }) => {
  const scene = await createScene(store);
  await setTimers(store, scene, await reportMany(store, scene, 1));
  await store.clock.skip(hourSeconds);
  const story: string[] = [];
  const telemetry: Telemetry = {
    ...noTelemetry,
    within(piece, work) {
      story.push(piece.name);
      return noTelemetry.within(piece, work);
    },
  };
  const letPass = () => Promise.resolve(void story.push("let pass"));
  await runDueTimers({ ...createDesk(store), telemetry }, { letPass });
  assert.deepEqual(story, kinds.flatMap((kind) => ["let pass", `timer ${kind}`]));
});

testOnBoth("each that fails is told of, and keeps none from running", async ({ store }) => {
  const scene = await createScene(store);
  const ids = await reportMany(store, scene, 6);
  await setTimers(store, scene, ids);
  await store.clock.skip(hourSeconds);
  const [broken] = ids;
  const ended: unknown[] = [];
  const telemetry: Telemetry = {
    ...noTelemetry,
    async within(piece, work) {
      const { name, tags } = piece;
      if (tags?.incident_id === broken && name !== "timer grace_over") throw new Error(name);
      const result = await noTelemetry.within(piece, work);
      ended.push(tags?.incident_id);
      return result;
    },
  };
  await assert.rejects(runDueTimers({ ...createDesk(store), telemetry }), (error) => {
    assert.ok(error instanceof AggregateError);
    assert.deepEqual(error.errors.map(({ message }) => message), [
      "timer department_reminder",
      "timer choice_expired",
    ]);
    return true;
  });
  for (const id of ids) {
    const count = ended.filter((each) => each === id).length;
    assert.equal(count, id === broken ? 1 : kinds.length);
  }
  // Its lease is over.
  await store.clock.skip(61);
  assert.equal((await runDueTimers(createDesk(store))).ran, 2);
});

testOnServer("timers of one group stand in nobody's way there", async ({ store }) => {
  const scene = await createScene(store);
  const ids = await reportMany(store, scene, 40);
  await inGroup(
    store,
    scene,
    (tx) => store.settings.changeSettings(tx, { defaultDepartmentId: scene.maintenance }),
  );
  await setTimers(store, scene, ids);
  await store.clock.skip(hourSeconds);
  let tries = 0;
  const counting: Store = {
    ...store,
    timers: {
      ...store.timers,
      hasTimer: (tx, id) => {
        tries++;
        return store.timers.hasTimer(tx, id);
      },
    },
  };
  const { ran } = await runDueTimers(createDesk(counting));
  assert.ok(ran >= ids.length * kinds.length);
  // A transaction that Postgres ends because of a deadlock runs again.
  assert.equal(tries, ran);
  for (const id of ids) {
    const incident = await inGroup(store, scene, (tx) => store.incidents.lockIncident(tx, id));
    assert.equal(incident?.status, "awaiting_claim", "its default department was assigned");
  }
});
