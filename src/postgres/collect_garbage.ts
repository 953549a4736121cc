import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Has V8 look for memory that nobody uses: the memory of a WebAssembly does not count as a reason to
 * look by itself, however large it is. It takes about a tenth of a second.
 */
export function collectGarbage(): void {
  // The flag lets contexts that are made from now on call it, and nobody else.
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
}
