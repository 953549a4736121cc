import { pathToFileURL } from "node:url";
import * as v from "valibot";

/** One import as it stands in a source file. */
export type SourceImport = {
  /** the importing file's address */
  readonly from: string;
  /** counted from 1 */
  readonly line: number;
  /** as written */
  readonly specifier: string;
  /** what it leads to: `file:`, `npm:` or `node:` */
  readonly target: string;
  /** true where nothing of it is left at run time */
  readonly typeOnly: boolean;
};

/** A file that cannot be read as a module. */
export type BrokenModule = { readonly file: string; readonly error: string };

const resolved = v.object({
  specifier: v.optional(v.string()),
  error: v.optional(v.string()),
  span: v.object({ start: v.object({ line: v.number() }) }),
});
const graph = v.object({
  modules: v.array(v.object({
    specifier: v.string(),
    error: v.optional(v.string()),
    dependencies: v.optional(
      v.array(v.object({
        specifier: v.string(),
        code: v.optional(resolved),
        type: v.optional(resolved),
      })),
      [],
    ),
  })),
});

/**
 * Lets Deno itself read the files, so that an import is what Deno takes for one.
 *
 * @param files absolute paths
 * @param configFile the deno.json whose import map holds
 * @throws where `deno info` cannot be run at all
 */
export async function listImports(
  files: readonly string[],
  configFile: string,
): Promise<{ imports: SourceImport[]; broken: BrokenModule[] }> {
  const wanted = new Set(files.map((file) => pathToFileURL(file).href));
  const { modules } = await readGraph([...wanted], configFile);
  const imports: SourceImport[] = [];
  const broken: BrokenModule[] = [];
  for (const module of modules.filter(({ specifier }) => wanted.has(specifier))) {
    if (module.error !== undefined) broken.push({ file: module.specifier, error: module.error });
    for (const { specifier, code, type } of module.dependencies) {
      const found = code ?? type;
      if (found === undefined) continue;
      imports.push({
        from: module.specifier,
        line: found.span.start.line + 1,
        specifier,
        target: found.specifier ?? specifier,
        typeOnly: code === undefined,
      });
    }
  }
  return { imports, broken };
}

async function readGraph(roots: readonly string[], configFile: string) {
  // `deno info` takes one file, so a file that imports all of them is made for it.
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      entry,
      roots.map((root) => `import ${JSON.stringify(root)};\n`).join(""),
    );
    const output = await new Deno.Command(Deno.execPath(), {
      // Nothing is fetched: only what an import says is of interest, not what is behind it.
      args: [
        "info",
        "--json",
        "--no-npm",
        "--no-remote",
        "--no-lock",
        "--config",
        configFile,
        entry,
      ],
      env: { NO_COLOR: "1" },
      stdout: "piped",
      stderr: "piped",
    }).output();
    const decoder = new TextDecoder();
    if (!output.success) throw new Error(`deno info failed: ${decoder.decode(output.stderr)}`);
    return v.parse(graph, JSON.parse(decoder.decode(output.stdout)));
  } finally {
    await Deno.remove(entry);
  }
}
