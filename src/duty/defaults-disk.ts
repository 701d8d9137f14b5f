import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../i18n/catalogue';

const kept = new Map<string, string>();

/** The words a text begins with, before the office has written its own. Read once. */
export function firstWords(projectRoot: string, code: string, lang: Language): string {
  const file = join(projectRoot, 'src', 'duty', 'texts', lang, `${code}.md`);
  const known = kept.get(file) ?? readFileSync(file, 'utf8').trim();
  kept.set(file, known);
  return known;
}
