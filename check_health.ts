/** Whether the program on this machine answers: exits with 0, or with 1 and the reason. */
const address = `http://127.0.0.1:${Deno.env.get("PORT") || 8000}/healthz`;
try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(4_000) });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`it answers with ${answer.status}`);
} catch (error) {
  console.error(`${address}: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
