/** Clock ticks a second that Linux counts CPU time in, on every machine this runs on. */
const ticksPerSecond = 100;

/** CPU time of a process so far with all its threads, in milliseconds; by 10 ms. */
export async function readCpuMs(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  // The name, in brackets, may have blanks in it; the fields after it are counted from 3.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [fields[11], fields[12]];
  return (Number(user) + Number(system)) * (1_000 / ticksPerSecond);
}

/** Resident memory of a process, in MiB. */
export async function readMemoryMib(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
