/**
 * A refusal in Telegram's own words. Thrown, because a method gives up from deep inside its
 * checks and the server turns it into the answer in one place.
 */
export class BotApiError extends Error {
  override readonly name = "BotApiError";

  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number },
  ) {
    super(description);
  }
}

export function badRequest(problem: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${problem}`);
}

export function forbidden(problem: string): BotApiError {
  return new BotApiError(403, `Forbidden: ${problem}`);
}

export function tooManyRequests(seconds: number): BotApiError {
  return new BotApiError(429, `Too Many Requests: retry after ${seconds}`, {
    retry_after: seconds,
  });
}
