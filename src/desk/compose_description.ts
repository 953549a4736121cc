import type { Source, SourceKind } from "./ports.ts";
import { trimWords } from "./words.ts";

/**
 * What a report says: own words, else the sentence that was asked for, else the quoted message's,
 * else those of the person's own last messages. Empty where there are files alone.
 */
export function composeDescription(sources: readonly Source[]): string {
  const say = (kind: SourceKind) =>
    trimWords(
      sources.flatMap((source) => source.kind === kind ? [source.body ?? ""] : []).join("\n"),
    );
  return say("ticket") || say("described") || say("quoted") || say("recent");
}
