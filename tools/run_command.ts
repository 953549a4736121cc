/**
 * Runs a command to its end.
 *
 * @throws {Error} with what it said, where it fails
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    stdin: "null",
    ...options,
  }).output();
  const said = new TextDecoder().decode(stdout);
  if (success) return said;
  throw new Error(`${command} ${args.join(" ")}: ${said}${new TextDecoder().decode(stderr)}`);
}
