/** The whole program on the sandbox and a database of its own, for one story. */
import assert from "node:assert/strict";
import { type Program, startProgram, type StopPatience } from "../../program.ts";
import { parseConfig } from "../../src/config.ts";
import type { Log, SendLimits, Telemetry } from "../../src/desk/ports.ts";
import { noLimits } from "../no_limits.ts";
import { type Balancer, createBalancer } from "./balancer.ts";
import { type Company, type CompanyOptions, createCompany } from "./company.ts";
import { createDatabase, createEmbeddedDatabase } from "./create_database.ts";

export interface Desk extends Company, AsyncDisposable {
  readonly program: Program;
  /** Names the database that it was started on. */
  readonly databaseSettings: Readonly<Record<string, string>>;
  /** Where the sandbox's page is, in a story that has it. */
  readonly address: string;
  /** Lines of level warn and error that the program wrote. */
  readonly troubles: readonly string[];
  /** Stops the program, until {@link restart}. */
  stop(): Promise<void>;
  /** Stops the program and starts a new one on the same database, with these settings changed. */
  restart(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** Starts one more program on the same database, which stops with the desk. */
  addProgram(): Promise<Program>;
}

export interface DeskOptions extends CompanyOptions {
  /** Does not set the company up: the group is unconnected. */
  readonly unconnected?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** On the embedded database, whatever the other stories run on. */
  readonly embedded?: boolean;
  /** How the program reaches a database on a server, given its address. */
  readonly reachDatabase?: (url: string) => string;
  /** How many connections to a server the program holds at most. */
  readonly poolSize?: number;
  /** The host may end the program once an update is answered. */
  readonly endsAfterAnswer?: boolean;
  /** Updates come by webhook, through this. */
  readonly balancer?: Balancer;
  /** Who is told what happens in the program; nobody unless given. */
  readonly telemetry?: Telemetry;
  /** Where the program's lines go; unless given, warnings and errors are kept as troubles. */
  readonly log?: Log;
  /** How fast it may send; nothing waits for its turn unless given. */
  readonly limits?: SendLimits;
  /** How long the program may take to stop. */
  readonly patience?: StopPatience;
  /** The story expects warnings; else any fails it. */
  readonly expectsTroubles?: boolean;
}

/**
 * Starts the desk. Unless told otherwise Acme Logistics is set up: Olivia is its OpsManager, Mia
 * belongs to Maintenance, Sam to Dispatch; Dana and Omar drive.
 */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const database = await (options.embedded ? createEmbeddedDatabase() : createDatabase());
  const troubles: string[] = [];
  const log = options.log ?? createLog(troubles);
  // The company's clock and the program's move together; the program starts after the company.
  let program: Program | null = null;
  const company = createCompany({
    ...options,
    onSkip: async (seconds) => {
      // A lease would run out in the middle of a call that takes no time at all.
      await getProgram().settle();
      await getProgram().skip(seconds);
    },
    onTick: async () => void await getProgram().tick(),
  });
  function getProgram(): Program {
    if (program === null) throw new Error("the program has not started");
    return program;
  }
  let running = false;
  async function stop(): Promise<void> {
    running = false;
    await getProgram().stop();
  }
  const server = company.sandbox.listen();
  const ownBalancer = allByWebhook && options.balancer === undefined ? createBalancer() : null;
  const balancer = options.balancer ?? ownBalancer;
  const added: Program[] = [];
  const reach = (url: string | undefined) =>
    url === undefined || options.reachDatabase === undefined
      ? {}
      : { DATABASE_URL: options.reachDatabase(url) };
  async function start(settings: Readonly<Record<string, string>> = {}): Promise<Program> {
    const parsed = parseConfig({
      BOT_TOKEN: company.bot.token,
      TELEGRAM_API_ROOT: server.apiRoot,
      PORT: "0",
      SIGN_UPS: "open",
      ...(balancer === null ? {} : webhookSettings(balancer)),
      ...database.settings,
      ...reach(database.settings["DATABASE_URL"]),
      ...options.settings,
      ...settings,
    });
    assert.ok(parsed.ok, "the test's settings are good");
    const started = await startProgram(parsed.config, log, options.telemetry, {
      checkIns: null,
      hasCron: false,
      limits: options.limits ?? noLimits,
      ...(options.poolSize !== undefined && { poolSize: options.poolSize }),
      ...(options.patience && { patience: options.patience }),
      endsAfterAnswer: options.endsAfterAnswer ?? false,
    });
    if (balancer !== null) balancer.targets = [started.port];
    running = true;
    return started;
  }
  program = await start();
  if (options.unconnected !== true) await setUp(company);

  return {
    ...company,
    get program() {
      return getProgram();
    },
    databaseSettings: database.settings,
    address: server.apiRoot,
    troubles,
    stop,
    async restart(settings) {
      if (running) await stop();
      program = await start(settings);
    },
    async addProgram() {
      const one = await start();
      added.push(one);
      if (balancer !== null) balancer.targets = [getProgram(), ...added].map(({ port }) => port);
      return one;
    },
    async [Symbol.asyncDispose]() {
      if (running) await stop();
      for (const one of added) await one.stop();
      await server.stop();
      await ownBalancer?.[Symbol.asyncDispose]();
      await database.drop();
      assert.deepEqual(company.sandbox.specViolations, []);
      if (options.expectsTroubles !== true) assert.deepEqual(troubles, []);
    },
  };
}

/** Plays the stories that do not say how updates come through the webhook. */
const allByWebhook = Deno.env.get("SMOKE_UPDATES") === "webhook";

export const webhookSecret = "a-secret-of-thirty-two-characters";

export function webhookSettings({ url }: Balancer): Readonly<Record<string, string>> {
  return { UPDATES: "webhook", WEBHOOK_URL: url, WEBHOOK_SECRET: webhookSecret };
}

async function setUp(company: Company): Promise<void> {
  const { olivia, mia, sam } = company;
  olivia.write("/setup Acme Logistics");
  await company.botSays("Acme Logistics");
  for (const [person, department] of [[mia, "Maintenance"], [sam, "Dispatch"]] as const) {
    const id = person.write("Good morning");
    const command = olivia.write(`/member ${department}`, { replyTo: id });
    await company.sandbox.until(
      () => company.botMessages().find((message) => message.replyTo?.messageId === command),
      { what: `${person.name} belongs to ${department}` },
    );
  }
}

function createLog(troubles: string[]): Log {
  const note = (level: string) => (message: string, fields: object = {}) => {
    troubles.push(`${level}: ${message} ${Deno.inspect(fields)}`);
  };
  const log: Log = {
    debug: () => {},
    info: () => {},
    warn: note("warn"),
    error: note("error"),
    child: () => log,
  };
  return log;
}
