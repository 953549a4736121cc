/** The test that builds the image says how large it has become. */
const test = "tests/container/image_test.ts";

/** @returns the size, in buildah's words; null where no image can be built here */
export async function measureImage(): Promise<string | null> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", test, "--filter", "the image builds"],
    cwd: new URL("../../", import.meta.url),
    env: { NO_COLOR: "1" },
    stdin: "null",
    stderr: "null",
  }).output();
  const said = new TextDecoder().decode(stdout);
  return /^base \d+ ms, image \d+ ms, (.+)$/m.exec(said)?.[1] ?? null;
}
