/**
 * Waits for work, but no longer than so many milliseconds: false where it has not ended by then. It
 * goes on, and nobody is told of what becomes of it.
 *
 * @throws what the work throws in time
 */
export async function finishWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = work.then(() => true);
  done.catch(() => {/* whoever waits is told, where it is not too late */});
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
