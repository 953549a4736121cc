/** Says whether a profiler could be opened, for a process with few permissions. */
import { openProfiler } from "../../../src/observability/profiler/open_profiler.ts";

const profiler = await openProfiler({ now: () => performance.now() });
console.log(profiler === null ? "off" : "on");
profiler?.close();
