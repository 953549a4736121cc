import { I18n } from "@grammyjs/i18n";
import { escapeHtml, html, SafeHtml } from "./safe_html.ts";
import type { WordKey, WordVariables } from "./word_keys.ts";

type TextValue = string | number;
type HtmlValue = TextValue | SafeHtml;

/** The variables of a key, all of them; none to give where it has none. */
type Given<K extends WordKey, V> = [WordVariables<K>] extends [never] ? []
  : [variables: Readonly<Record<WordVariables<K>, V>>];

/** The program's words in one language. */
export interface Words {
  /** Plain text, for alerts, buttons and placeholders. */
  text<K extends WordKey>(key: K, ...variables: Given<K, TextValue>): string;
  /** Telegram's HTML. String variables are escaped; `SafeHtml` stays as it is. */
  html<K extends WordKey>(key: K, ...variables: Given<K, HtmlValue>): SafeHtml;
  /**
   * The same words in another language; English where there is none for it.
   *
   * @param locale as Telegram's `language_code` says; null: English.
   */
  in(locale: string | null): Words;
}

/** A key that no file of words has, or a variable that was not given: a bug. */
export class MissingWordsError extends Error {
  override readonly name = "MissingWordsError";
}

const fallbackLocale = "en";

/**
 * @param sources the text of each Fluent file, by locale. English must be among them.
 * @throws {MissingWordsError} where English is not. `text` and `html` throw it for a missing key.
 */
export function createWords(sources: Readonly<Record<string, string>>): Words {
  if (!Object.hasOwn(sources, fallbackLocale)) {
    throw new MissingWordsError(`There are no English words: give the text of words/en.ftl`);
  }
  const i18n = new I18n({
    defaultLocale: fallbackLocale,
    fluentBundleOptions: { useIsolating: false },
    fluentOptions: {
      warningHandler(warning) {
        // What another language lacks comes from English; what English lacks is a bug.
        if ("bundle" in warning && !warning.bundle.locales.includes(fallbackLocale)) return;
        throw new MissingWordsError(`No words for "${warning.path}": add them to words/en.ftl`);
      },
    },
  });
  for (const [locale, source] of Object.entries(sources)) i18n.loadLocaleSync(locale, { source });

  function createIn(locale: string): Words {
    return {
      text: (key, ...[variables]) => i18n.translate(locale, key, variables),
      html: (key, ...[variables]) => html(i18n.translate(locale, key, escapeVariables(variables))),
      in: (other) => createIn(other ?? fallbackLocale),
    };
  }
  return createIn(fallbackLocale);
}

function escapeVariables(
  variables: Readonly<Record<string, HtmlValue>> = {},
): Record<string, TextValue> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, escapeValue(value)]),
  );
}

function escapeValue(value: HtmlValue): TextValue {
  if (value instanceof SafeHtml) return value.toString();
  return typeof value === "string" ? escapeHtml(value) : value;
}
