import { tmpdir } from "node:os";

/**
 * Where a database that has just been migrated is kept, since a new one takes seconds to make.
 * Another one for other migrations or packages.
 */
export async function nameTemplate(): Promise<string> {
  const root = new URL("../../", import.meta.url);
  const files = [...Deno.readDirSync(new URL("migrations/", root))].map(({ name }) => name).sort();
  const parts = [...files.map((name) => `migrations/${name}`), "deno.json"];
  const text = (await Promise.all(parts.map((part) => Deno.readTextFile(new URL(part, root)))))
    .join("\n");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `${tmpdir()}/roadcall_template_${new Uint8Array(digest).toHex().slice(0, 16)}`;
}
