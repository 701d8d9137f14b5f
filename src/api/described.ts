import type { Deps } from '../deps';
import type { Language } from '../i18n/catalogue';
import { openApiDocument } from './openapi/document';
import type { OpenApiDocument } from './openapi/types';

/** What the description of the API is made from. */
export type Describing = Pick<Deps, 'config' | 'i18n'>;

const made = new WeakMap<object, Map<Language, OpenApiDocument>>();

/** The description in a language, made when it is first asked for and kept with the settings it speaks of. */
export function described({ config, i18n }: Describing, lang: Language): OpenApiDocument {
  const kept = made.get(config) ?? new Map<Language, OpenApiDocument>();
  made.set(config, kept);
  const document = kept.get(lang) ?? openApiDocument(config, i18n.for(lang));
  kept.set(lang, document);
  return document;
}

/** A value made at the first call and the same ever after. */
export function once<T>(make: () => T): () => T {
  let kept: { value: T } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}
