/** What one part of the house may import. The table of ARCHITECTURE.md, as data. */
export type ImportRule = {
  /** the part's name, as the table calls it */
  readonly part: string;
  /** the files and folders it consists of; the longest match decides */
  readonly paths: readonly string[];
  /** other parts it may import, with their code or only their types */
  readonly parts: Readonly<Record<string, "all" | "types">>;
  /** npm packages it may import; a name that ends in a slash stands for a whole scope */
  readonly packages: readonly string[] | "any";
  /** whether it may import Node's built-in modules */
  readonly node: boolean;
};

const types = "types";
const all = "all";
const pure = { incident: all, people: all } as const;
const drawing = { "telegram/render": all, "telegram/callback_data": all } as const;
const desk = { desk: all, "desk/ports": all } as const;

export const importRules: readonly ImportRule[] = [
  {
    part: "incident",
    paths: ["src/incident/"],
    // Who may do what is asked where it is decided (docs/adr/0005_incident_asks_people.md).
    parts: { people: all },
    packages: [],
    node: false,
  },
  {
    part: "people",
    paths: ["src/people/"],
    parts: { incident: types },
    packages: [],
    node: false,
  },
  {
    part: "desk/ports",
    paths: ["src/desk/ports.ts", "src/desk/ports/"],
    parts: { ...pure, desk: types },
    packages: [],
    node: false,
  },
  {
    part: "desk",
    paths: ["src/desk/"],
    parts: { ...pure, "desk/ports": all },
    packages: [],
    node: false,
  },
  {
    part: "postgres",
    paths: ["src/postgres/"],
    parts: { ...pure, "desk/ports": all, desk: types },
    // What comes back from a jsonb column is untrusted, and parsed like any other input.
    packages: ["postgres", "@electric-sql/pglite", "postgrator", "valibot"],
    node: true,
  },
  {
    // What a button carries: drawn by the renderer, read by the features, and as pure as both need.
    part: "telegram/callback_data",
    paths: ["src/telegram/callback_data.ts", "src/telegram/settings_callback.ts"],
    parts: { ...pure, desk: types, "desk/ports": types },
    packages: [],
    node: false,
  },
  {
    part: "telegram/render",
    paths: ["src/telegram/render/"],
    parts: { ...pure, desk: types, "desk/ports": types, "telegram/callback_data": all },
    packages: ["grammy", "@grammyjs/"],
    node: false,
  },
  {
    part: "telegram",
    paths: ["src/telegram/"],
    parts: { ...pure, ...desk, ...drawing },
    packages: ["grammy", "@grammyjs/", "valibot"],
    node: true,
  },
  {
    // What comes with a report as a file: its chart and its table.
    part: "report_files",
    paths: ["src/report_files/"],
    parts: { ...pure, "desk/ports": all, desk: types },
    packages: ["@resvg/resvg-wasm", "csv-stringify", "dejavu-fonts-ttf", "echarts"],
    node: false,
  },
  {
    part: "web",
    paths: ["src/web/"],
    parts: { ...pure, ...desk },
    packages: ["hono"],
    node: true,
  },
  {
    part: "cron",
    paths: ["src/cron/"],
    parts: { ...desk, observability: all },
    packages: [],
    node: false,
  },
  {
    // Knows nothing of the bot, so that it can become a package of its own.
    part: "observability/profiler",
    paths: ["src/observability/profiler/"],
    parts: {},
    packages: [],
    node: true,
  },
  {
    part: "observability",
    paths: ["src/observability/"],
    parts: { "desk/ports": all, "observability/profiler": all },
    packages: ["@sentry/deno", "@logtape/logtape", "prom-client"],
    node: true,
  },
  {
    part: "config",
    paths: ["src/config.ts", "src/config/"],
    parts: {},
    packages: ["valibot"],
    node: false,
  },
  {
    // What Deno permits a program, and starting it so.
    part: "launch",
    paths: ["src/launch/"],
    parts: { config: all, observability: all },
    packages: [],
    node: true,
  },
  {
    part: "the entry points",
    paths: [
      "launch.ts",
      "main.ts",
      "run.ts",
      "deploy.ts",
      "watch.ts",
      "program.ts",
      "with_database.ts",
      "migrate.ts",
      "backup.ts",
      "restore.ts",
      "move_to_server.ts",
      "failed_updates.ts",
      "grant_manager.ts",
      "webhook.ts",
      "check_health.ts",
      "sentry_check.ts",
      "sentry_provision.ts",
      "sentry_release.ts",
    ],
    parts: {
      ...pure,
      ...desk,
      postgres: all,
      telegram: all,
      ...drawing,
      report_files: all,
      web: all,
      cron: all,
      observability: all,
      launch: all,
      config: all,
      "the entry points": all,
    },
    packages: ["@sentry/deno", "postgres", "grammy", "hono"],
    node: true,
  },
  {
    part: "tools",
    paths: ["tools/"],
    // Types and the entry points aside, a tool meets the program from outside, as its users do.
    parts: {
      incident: types,
      people: types,
      desk: types,
      "desk/ports": types,
      postgres: types,
      telegram: types,
      "telegram/render": types,
      "telegram/callback_data": types,
      report_files: types,
      web: types,
      cron: types,
      observability: types,
      "observability/profiler": types,
      launch: types,
      config: types,
      "the entry points": all,
      "the trial's judge": all,
    },
    packages: "any",
    node: true,
  },
  {
    // Knows the rules and how they are put into words, and reads what the program wrote down.
    part: "the trial's judge",
    paths: ["tools/trial/judge/"],
    parts: {
      ...pure,
      desk: types,
      "desk/ports": all,
      postgres: all,
      "telegram/render": all,
      "telegram/callback_data": all,
      tools: all,
    },
    packages: "any",
    node: true,
  },
  {
    // Measures the program from outside; the profiler alone it takes apart.
    part: "bench",
    paths: ["bench/"],
    parts: { "observability/profiler": all, "the entry points": all, tools: all },
    packages: "any",
    node: true,
  },
  {
    part: "tests",
    paths: ["tests/"],
    parts: {
      ...pure,
      ...desk,
      postgres: all,
      telegram: all,
      ...drawing,
      report_files: all,
      web: all,
      cron: all,
      observability: all,
      "observability/profiler": all,
      launch: all,
      config: all,
      "the entry points": all,
      tools: all,
      "the trial's judge": all,
      bench: all,
    },
    packages: "any",
    node: true,
  },
];

/** The rule that governs a file, or null where the table does not know its folder. */
export function findRule(path: string): ImportRule | null {
  const matches = importRules.flatMap((rule) =>
    rule.paths.filter((prefix) => prefix.endsWith("/") ? path.startsWith(prefix) : path === prefix)
      .map((prefix) => ({ rule, length: prefix.length }))
  );
  return matches.toSorted((a, b) => b.length - a.length)[0]?.rule ?? null;
}
