import { type Content, findBody, listEntities } from "./content.ts";

/** A command at the beginning of a message or caption. */
export interface Command {
  /** In lower case, without the slash. */
  readonly name: string;
  /** What follows it, as it stands there. */
  readonly words: string;
  /** Where the words begin in the message, in UTF-16 code units as entities count. */
  readonly wordsAt: number;
  /** False where it names another bot, as in `/ticket@other_bot`. */
  readonly forUs: boolean;
}

/** @param username this bot's, without the @ */
export function findCommand(content: Content, username: string): Command | null {
  const body = findBody(content);
  const entity = listEntities(content)
    .find(({ type, offset }) => type === "bot_command" && offset === 0);
  if (body === null || entity === undefined) return null;
  const [name = "", addressee] = body.slice(1, entity.length).toLowerCase().split("@", 2);
  return {
    name,
    words: body.slice(entity.length),
    wordsAt: entity.length,
    forUs: addressee === undefined || addressee === username.toLowerCase(),
  };
}
