/** Brings an empty database to the schema of now. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "migrate.ts"],
    cwd: new URL("../../", import.meta.url),
    env: { DATABASE_URL: databaseUrl },
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("the schema could not be made");
}
