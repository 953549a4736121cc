/** The whole program on the sandbox and a database of its own, for one story. */
import assert from "node:assert/strict";
import { type Program, startProgram } from "../../program.ts";
import { parseConfig } from "../../src/config.ts";
import type { Log } from "../../src/desk/ports.ts";
import { type Company, type CompanyOptions, createCompany } from "./company.ts";
import { createDatabase } from "./create_database.ts";

export interface Desk extends Company, AsyncDisposable {
  readonly program: Program;
  /** Where the sandbox's page is, in a story that has it. */
  readonly address: string;
  /** Lines of level warn and error that the program wrote. */
  readonly troubles: readonly string[];
  /** Stops the program and starts a new one on the same database. */
  restart(): Promise<void>;
}

export interface DeskOptions extends CompanyOptions {
  /** Does not set the company up: the group is unconnected. */
  readonly unconnected?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** The story expects warnings; else any fails it. */
  readonly expectsTroubles?: boolean;
}

/**
 * Starts the desk. Unless told otherwise Acme Logistics is set up: Olivia is its OpsManager, Mia
 * belongs to Maintenance, Sam to Dispatch; Dana and Omar drive.
 */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const database = await createDatabase();
  const troubles: string[] = [];
  const log = createLog(troubles);
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
  const server = company.sandbox.listen();
  const parsed = parseConfig({
    BOT_TOKEN: company.bot.token,
    TELEGRAM_API_ROOT: server.apiRoot,
    PORT: "0",
    SIGN_UPS: "open",
    ...database.settings,
    ...options.settings,
  });
  assert.ok(parsed.ok, "the test's settings are good");
  const { config } = parsed;
  program = await startProgram(config, log);
  if (options.unconnected !== true) await setUp(company);

  return {
    ...company,
    get program() {
      return getProgram();
    },
    address: server.apiRoot,
    troubles,
    async restart() {
      await getProgram().stop();
      program = await startProgram(config, log);
    },
    async [Symbol.asyncDispose]() {
      await getProgram().stop();
      await server.stop();
      await database.drop();
      assert.deepEqual(company.sandbox.specViolations, []);
      if (options.expectsTroubles !== true) assert.deepEqual(troubles, []);
    },
  };
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
