import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type Resource } from 'i18next';

export type Language = 'id' | 'en';
export const LANGUAGES: readonly Language[] = ['id', 'en'];

/**
 * Text of one key, `slice:a.b.c`, with `{{name}}` filled from `vars`. `count` chooses the plural (`_one`, `_other`
 * in English, `_other` in Indonesian). Nothing is escaped here: templates escape.
 */
export type Translate = (key: string, vars?: Record<string, unknown>) => string;

/** The text of a key that may be missing, because its last part came from data; else `fallback`. Takes no variables. */
export const wordOr = (t: Translate, key: string, fallback: string): string => t(key, { defaultValue: fallback });

export type Catalogue = { for(lang: Language): Translate };

type Options = {
  /** Throws on a missing key or variable (tests); otherwise the key itself is shown and reported. */
  strict: boolean;
  /** Told about each missing key or variable when not strict. */
  onMissing?: (what: string) => void;
};

/**
 * Loads every `src/i18n/{id,en}/<slice>.json`; the file's name is the key's first part. English falls back to
 * Indonesian. Throws when a file is not JSON.
 */
export function loadCatalogue(projectRoot: string, { strict, onMissing }: Options): Catalogue {
  const missing = (what: string): void => {
    if (strict) throw new Error(`Missing in the language catalogue: ${what}`);
    onMissing?.(what);
  };
  const resources = readTexts(projectRoot);
  const i18n = createInstance();
  void i18n.init({
    resources,
    lng: 'id',
    fallbackLng: 'id',
    supportedLngs: [...LANGUAGES],
    ns: Object.keys(resources.id ?? {}),
    initAsync: false,
    returnNull: false,
    appendNamespaceToMissingKey: true,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key: string, fallback?: string) => {
      if (fallback !== undefined) return fallback;
      missing(key);
      return key;
    },
    missingInterpolationHandler: (text: string, value: unknown) => {
      missing(`${Array.isArray(value) ? value[1] : String(value)} in "${text}"`);
      return '';
    },
  });
  // Not `getFixedT`, which copies all its options anew for each word: a pass over many letters is mostly words.
  const speaking = (lng: Language): Translate => {
    // A text without variables is the same each time, and most words of a page are such.
    const fixed = new Map<string, string>();
    return (key, vars) => {
      const known = vars ? undefined : fixed.get(key);
      if (known !== undefined) return known;
      const text = String(i18n.t(key, { ...vars, lng }));
      if (!vars && text !== key) fixed.set(key, text);
      return text;
    };
  };
  const translators = new Map(LANGUAGES.map((lang) => [lang, speaking(lang)]));
  return { for: (lang) => translators.get(lang) as Translate };
}

function readTexts(projectRoot: string): Resource {
  const resources: Resource = {};
  for (const lang of LANGUAGES) {
    const dir = join(projectRoot, 'src', 'i18n', lang);
    resources[lang] = Object.fromEntries(
      readdirSync(dir)
        .filter((file) => file.endsWith('.json'))
        .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(dir, file), 'utf8'))]),
    );
  }
  return resources;
}
