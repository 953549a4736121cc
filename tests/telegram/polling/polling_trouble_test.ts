import assert from "node:assert/strict";
import { GrammyError, HttpError } from "grammy";
import {
  judgeTrouble,
  PollingRefusedError,
} from "../../../src/telegram/polling/polling_trouble.ts";
import { createShortPause } from "./short_pause.ts";

const pause = createShortPause();

function refuse(code: number, description: string, retryAfter?: number): GrammyError {
  const parameters = retryAfter === undefined ? {} : { retry_after: retryAfter };
  const answer = { ok: false, error_code: code, description, parameters } as const;
  return new GrammyError("Call to 'getUpdates' failed!", answer, "getUpdates", {});
}

Deno.test("without a network the waits grow up to half a minute", () => {
  const lost = new HttpError("Network request failed!", new Error("refused"));
  const waits = [1, 2, 3, 7, 50].map((failures) =>
    judgeTrouble(lost, failures, pause, true).waitMs
  );
  assert.deepEqual(waits, [375, 750, 1500, 22_500, 22_500]);
});

Deno.test("the waits of many programs are spread", () => {
  const lost = new HttpError("Network request failed!", new Error("refused"));
  const waitWith = (random: number) =>
    judgeTrouble(lost, 1, { ...pause, random: () => random }, true).waitMs;
  assert.deepEqual([0, 0.999].map(waitWith), [250, 500]);
});

Deno.test("retry_after is obeyed, also where it is longer than any wait of ours", () => {
  assert.equal(judgeTrouble(refuse(429, "Too Many Requests", 90), 1, pause, true).waitMs, 90_000);
  assert.equal(judgeTrouble(refuse(429, "Too Many Requests", 1), 7, pause, true).waitMs, 22_500);
});

Deno.test("two programs on one bot are named in words", () => {
  const conflict = refuse(409, "Conflict: terminated by other getUpdates request");
  const trouble = judgeTrouble(conflict, 1, pause, true);
  assert.match(trouble.message, /Another program fetches this bot's updates/);
  assert.equal(trouble.waitMs, 5000);
  assert.equal(trouble.webhook, false);
  // One of ours that was killed: its long poll ends by itself.
  assert.equal(judgeTrouble(conflict, 1, pause, false).waitMs, 375);
});

Deno.test("a webhook that is in the way is to be removed", () => {
  const conflict = refuse(409, "Conflict: can't use getUpdates method while webhook is active");
  assert.equal(judgeTrouble(conflict, 1, pause, true).webhook, true);
});

for (const code of [401, 404]) {
  Deno.test(`a token that Telegram does not know (${code}) ends it, in words`, () => {
    assert.throws(() => judgeTrouble(refuse(code, "Unauthorized"), 1, pause, true), (error) => {
      assert.ok(error instanceof PollingRefusedError);
      assert.match(error.message, /BotFather/);
      assert.match(error.message, /BOT_TOKEN/);
      return true;
    });
  });
}

Deno.test("a trouble of Telegram's own is tried again", () => {
  assert.equal(judgeTrouble(refuse(502, "Bad Gateway"), 1, pause, true).waitMs, 375);
});
