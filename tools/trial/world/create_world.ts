/** The world of a trial: Telegram, a Postgres, three replicas of the program, and their people. */
import { createSandbox } from "../../sandbox/create_sandbox.ts";
import type { CallbackOutcome } from "../../sandbox/world.ts";
import type { TrialWorld } from "../ports.ts";
import type { Random } from "../random.ts";
import { createAwaitIn } from "./await_in_chats.ts";
import type { Quiet } from "./await_quiet.ts";
import { type Balancer, createBalancer } from "./balance.ts";
import { comeToRest } from "./come_to_rest.ts";
import { createReplicas } from "./create_replicas.ts";
import { createClock } from "./clock.ts";
import { createGroups } from "./create_groups.ts";
import { createFaultDraw, type FaultDraw } from "./draw_fault.ts";
import { makeTrouble, type TroubleCounts } from "./make_trouble.ts";
import { redeliverSome } from "./redeliver.ts";
import { runCommand } from "../../run_command.ts";
import { type Plant, plantInDatabase, plantInFiles } from "./plant.ts";
import { runPostgres, type TrialPostgres } from "./run_postgres.ts";
import { keepCalls, type TrialCall } from "./keep_calls.ts";
import type { Replica } from "./run_replica.ts";
import { freezeDatabase, scaleDatabase } from "./scale_database.ts";
import { tickReplicas } from "./tick_replicas.ts";
import { wait } from "./wait.ts";
import { type Stalls, watchStalls } from "./watch_stalls.ts";

export interface WorldOptions {
  readonly random: Random;
  readonly scale: number;
  readonly groups: number;
  readonly updates: "webhook" | "polling";
  /** The project's folder. */
  readonly root: string;
  /** A bug to plant; null: none. */
  readonly plant: Plant | null;
  /** An empty folder for what the world writes: the database, and what the replicas say. */
  readonly folder: string;
  /** Once it aborts, people begin nothing new. */
  readonly signal: AbortSignal;
}

export interface RunningWorld extends TrialWorld, AsyncDisposable {
  readonly postgres: TrialPostgres;
  readonly replicas: readonly Replica[];
  readonly balancer: Balancer;
  readonly faults: FaultDraw;
  readonly stalls: Stalls;
  /** The calls of Telegram so far. */
  readonly calls: readonly TrialCall[];
  /** How often a replica ended although nobody wanted it to. */
  failures(): number;
  /** Handed out again after they were confirmed. */
  redelivered(): number;
  /** Lets everything break that can, for so many seconds or until {@link endTrouble}. */
  beginTrouble(seconds: number): void;
  endTrouble(): Promise<TroubleCounts>;
  /**
   * Waits until nothing is owed, for so many of this world's seconds at most; then everything ends
   * in good order, and time stands still: what is judged does not change meanwhile.
   */
  settle(seconds: number): Promise<Quiet>;
}

export async function createTrialWorld(options: WorldOptions): Promise<RunningWorld> {
  const { random, scale, plant, folder, signal } = options;
  await using started = new AsyncDisposableStack();
  const root = plant === null ? options.root : `${folder}/program`;
  if (plant !== null) await plantInFiles(options.root, root, plant);
  const clock = createClock(scale);
  const faults = createFaultDraw(random.fork("faults"), clock);
  let troubled = false;
  const sandbox = createSandbox({
    now: clock.now,
    chooseFault: (method) => troubled ? faults.draw(method) : undefined,
  });
  const calls = keepCalls(sandbox);
  const bot = sandbox.addBot({ username: "roadcall_bot", firstName: "Roadcall" });
  const server = sandbox.listen();
  started.defer(() => server.stop());
  const postgresFolder = `${folder}/postgres`;
  await Deno.mkdir(postgresFolder);
  const postgres = started.use(await runPostgres(postgresFolder));
  await runCommand(Deno.execPath(), ["run", "-A", "--cached-only", "migrate.ts"], {
    cwd: root,
    env: { DATABASE_URL: postgres.url },
  });
  await scaleDatabase(postgres.url, clock);

  const replicas: Replica[] = [];
  const balancer = started.use(createBalancer({
    ports: () => replicas.filter(({ runs }) => runs).map(({ port }) => port),
    random: random.fork("balancer"),
    clock,
  }));
  replicas.push(...createReplicas({
    root,
    folder,
    clock,
    settings: {
      BOT_TOKEN: bot.token,
      TELEGRAM_API_ROOT: server.apiRoot,
      DATABASE_URL: postgres.url,
      SIGN_UPS: "open",
      LOG_FORMAT: "json",
      UPDATES: options.updates,
      ...(options.updates === "webhook"
        // One secret for all of them: each takes the webhook for its own.
        ? { WEBHOOK_URL: balancer.url, WEBHOOK_SECRET: crypto.randomUUID() }
        : {}),
    },
  }));
  started.defer(async () => void await Promise.all(replicas.map((replica) => replica.kill())));
  await Promise.all(replicas.map((replica) => replica.start()));
  const troubleOver = new AbortController();
  started.defer(() => troubleOver.abort());
  // Taken away first, so that nothing is mended at the end.
  const living = new AbortController();
  started.defer(() => living.abort());
  const stalls = watchStalls(living.signal);
  let failures = 0;
  void tickReplicas(replicas, clock, living.signal, () => void failures++);

  const forever = new AbortController().signal;
  const groups = await createGroups({
    sandbox,
    bot,
    scale,
    awaitIn: createAwaitIn(sandbox, clock, forever),
  }, options.groups);

  // Not before: nobody could set anything up with everything coming three times.
  if (plant !== null) await plantInDatabase(postgres.url, plant);

  const again = { count: 0 };
  let trouble: Promise<TroubleCounts> | null = null;
  const stack = started.move();
  return {
    random: (stream) => random.fork(`people: ${stream}`),
    sandbox,
    botId: bot.personId,
    groups,
    scale,
    now: clock.now,
    signal,
    pause: (seconds) => wait(clock.toWallMs(seconds), signal),
    awaitIn: createAwaitIn(sandbox, clock, signal),
    async press(personId, chatId, messageId, label) {
      const outcome = await sandbox.as(personId).press(chatId, messageId, label, {
        timeoutMs: clock.toWallMs(pressSeconds),
      });
      return toPressed(outcome);
    },
    postgres,
    replicas,
    balancer,
    faults,
    stalls,
    calls,
    redelivered: () => again.count,
    failures: () => failures,
    beginTrouble(seconds) {
      troubled = true;
      balancer.troubled = true;
      sandbox.limits({ enabled: true });
      const over = troubleOver.signal;
      void redeliverSome({ sandbox, random: random.fork("redelivery"), clock, over, again });
      trouble = makeTrouble({
        random: random.fork("trouble"),
        clock,
        replicas,
        postgres,
        seconds,
        over,
        ended: living.signal,
      });
    },
    async endTrouble() {
      troubled = false;
      balancer.troubled = false;
      troubleOver.abort();
      return await trouble ?? { kills: 0, stops: 0, databaseRestarts: 0 };
    },
    async settle(seconds) {
      const { url: databaseUrl } = postgres;
      const { waiting } = balancer;
      const quiet = await comeToRest({ databaseUrl, sandbox, waiting, replicas, clock, seconds });
      living.abort();
      await freezeDatabase(databaseUrl, clock);
      return quiet;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Whoever presses gives up after half a minute. Telegram publishes no figure. */
const pressSeconds = 30;

function toPressed({ answered, text = "", alert }: CallbackOutcome) {
  return { answered, text, alert };
}
