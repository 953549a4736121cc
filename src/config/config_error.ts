/** One setting that cannot be used, in words. */
export type ConfigProblem = {
  /** the environment variable */
  readonly name: string;
  /** what is wrong with it; never a secret's value */
  readonly problem: string;
  /** what would be accepted */
  readonly accepted: string;
};

/** Everything that is wrong with an environment, all at once: a value, not an exception. */
export type ConfigError = {
  readonly kind: "config_error";
  readonly problems: readonly ConfigProblem[];
};

/** The exit code of a program whose configuration is refused. */
export const CONFIG_ERROR_EXIT_CODE = 2;

/**
 * The error as an operator reads it: one paragraph per setting, without a stack trace.
 *
 * @param error what {@link ConfigProblem}s there are
 * @returns several lines, without a line break at the end
 */
export function renderConfigError(error: ConfigError): string {
  const count = error.problems.length;
  const heading = count === 1
    ? "Roadcall cannot start: one setting needs attention."
    : `Roadcall cannot start: ${count} settings need attention.`;
  const paragraphs = error.problems.map(({ name, problem, accepted }) =>
    `  ${name} ${problem}.\n    Accepted: ${accepted}.`
  );
  return [heading, ...paragraphs, "All settings are described in .env.example."].join("\n\n");
}
