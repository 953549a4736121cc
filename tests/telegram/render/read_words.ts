import { createWords, type Words } from "../../../src/telegram/render/create_words.ts";

export const englishPath = new URL("../../../src/telegram/words/en.ftl", import.meta.url);

/** The program's words as it has them. */
export const words: Words = createWords({ en: Deno.readTextFileSync(englishPath) });
