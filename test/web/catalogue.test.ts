import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/config';
import { LANGUAGES, loadCatalogue } from '../../src/i18n/catalogue';

const root = findProjectRoot();
const PLURAL = /_(zero|one|two|few|many|other)$/;

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [path];
  return Object.entries(value as object).flatMap(([key, one]) => keysOf(one, path ? `${path}.${key}` : key));
}

function texts(lang: string): Map<string, string[]> {
  const dir = join(root, 'src/i18n', lang);
  const files = readdirSync(dir).filter((file) => file.endsWith('.json'));
  return new Map(files.map((file) => [file.slice(0, -5), keysOf(JSON.parse(readFileSync(join(dir, file), 'utf8')))]));
}

function filesUnder(dir: string, ending: RegExp): string[] {
  return readdirSync(join(root, dir)).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(join(root, path)).isDirectory()) return filesUnder(path, ending);
    return ending.test(name) ? [path] : [];
  });
}

const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((m) => m[1] as string).sort();

describe('the language catalogue', () => {
  const id = texts('id');
  const en = texts('en');

  it('has the same slices and keys in both languages', () => {
    const plain = (keys: string[]) => [...new Set(keys.map((key) => key.replace(PLURAL, '')))].sort();
    expect([...en.keys()].sort()).toEqual([...id.keys()].sort());
    for (const [slice, keys] of id) expect([slice, ...plain(en.get(slice) ?? [])]).toEqual([slice, ...plain(keys)]);
  });

  it('fills the same variables in both languages', () => {
    const read = (lang: string, slice: string) =>
      JSON.parse(readFileSync(join(root, 'src/i18n', lang, `${slice}.json`), 'utf8'));
    const at = (value: unknown, path: string): unknown =>
      path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
    for (const [slice, keys] of id) {
      const [a, b] = [read('id', slice), read('en', slice)];
      for (const key of keys) {
        const english = at(b, key) ?? at(b, key.replace(PLURAL, ''));
        if (typeof english !== 'string') continue;
        expect([slice, key, ...variables(english)]).toEqual([slice, key, ...variables(String(at(a, key)))]);
      }
    }
  });

  it('holds every key that a template or the code names', () => {
    const known = new Set([...id].flatMap(([slice, keys]) => keys.map((key) => `${slice}:${key.replace(PLURAL, '')}`)));
    const missing: string[] = [];
    for (const file of [...filesUnder('views', /\.ejs$/), ...filesUnder('src', /\.ts$/)]) {
      const text = readFileSync(join(root, file), 'utf8');
      // Keys that end in a dot or an opened template part are put together at run time.
      for (const match of text.matchAll(/\bt\(\s*['"`]([a-z][\w-]*:[\w.-]+)(['"`])/g)) {
        const key = match[1] as string;
        if (!key.endsWith('.') && !known.has(key)) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('throws on a missing key and on a missing variable when strict', () => {
    const t = loadCatalogue(root, { strict: true }).for('id');
    expect(() => t('web:no.such')).toThrow('web:no.such');
    expect(() => t('web:format.dayTime', { day: 'x', time: 'y' })).toThrow('zone');
    expect(t('web:nav.track')).toBe('Lacak');
  });

  it('shows the key and reports it otherwise', () => {
    const reported: string[] = [];
    const t = loadCatalogue(root, { strict: false, onMissing: (what) => reported.push(what) }).for('en');
    expect(t('web:no.such')).toBe('web:no.such');
    expect(reported).toEqual(['web:no.such']);
  });

  it('counts in both languages and escapes nothing', () => {
    const i18n = loadCatalogue(root, { strict: true });
    expect(i18n.for('en')('web:remaining.left', { count: 1 })).toBe('1 working day left');
    expect(i18n.for('id')('web:remaining.left', { count: 1 })).toBe('1 hari kerja lagi');
    expect(i18n.for('id')('web:nav.signedInAs', { name: '<b>&"' })).toBe('Masuk sebagai <b>&"');
    expect(LANGUAGES).toEqual(['id', 'en']);
  });
});
