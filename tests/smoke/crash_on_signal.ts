/**
 * Loaded before the program (`--preload`) by a test: on SIGUSR2 an error is thrown that nobody
 * waits for, on SIGUSR1 one in the middle of nowhere. Each has the token in it, as the errors of
 * requests do.
 */
const address = `https://api.example/bot${Deno.env.get("BOT_TOKEN")}/getMe`;

Deno.addSignalListener("SIGUSR2", () => {
  void Promise.reject(new Error(`nobody waited for ${address}`));
});
Deno.addSignalListener("SIGUSR1", () => {
  setTimeout(() => {
    throw new TypeError(`thrown where nobody catches: ${address}`);
  }, 0);
});
