import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chainWords, eventWords, fieldWords, valueWords } from '../../src/auditor/event-words';
import { findProjectRoot } from '../../src/config';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { formatIn } from '../../src/web/format';

const root = findProjectRoot();
const catalogue = loadCatalogue(root, { strict: true });
const t = catalogue.for('id');
const words = { t, fmt: formatIn('id', t, 'Asia/Jakarta'), bodies: new Map([[18, { name: 'Dinas Kesehatan' }]]) };
const said = (field: string, value: unknown, chain = 'request:x') => valueWords(chain, field, value, words);

const sources = (dir: string): string[] =>
  readdirSync(join(root, dir)).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(join(root, path)).isDirectory()) return sources(path);
    return path.endsWith('.ts') ? [readFileSync(join(root, path), 'utf8')] : [];
  });

/** Kinds as the code writes them: steps of the machines, what is recorded by name, tables and unions of kinds. */
function kindsOfCode(): string[] {
  const found = new Set<string>();
  for (const text of sources('src')) {
    const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] as string);
    for (const kind of all(/\bevent: '([a-z_]+)'/g)) found.add(kind);
    for (const [, table = ''] of text.matchAll(/const EVENT\b[^=]*= \{([^}]*)\}/g))
      for (const [, kind] of table.matchAll(/'([a-z_]+)'/g)) found.add(kind as string);
    for (const kind of all(/\| '((?:document)_[a-z_]+)'/g)) if (text.includes('appendEvent')) found.add(kind);
    // A sign-in's kind is what its counting answers.
    if (text.includes('SIGN_IN_CHAIN'))
      for (const kind of all(/\breturn .*?'((?:signed|sign|account)_[a-z_]+)'/g)) found.add(kind);
    if (!/appendEvent|appendToCase|chainRows|beginChains|AuditEntry|recordEvent|record-commands|recordRole/.test(text))
      continue;
    // In an entry the kind stands beside who did it and when.
    for (const kind of all(/kind: '([a-z]+_[a-z_]+)'(?=[^{}]{0,200}\b(?:actor|occurredAt|by|detail|changes)\b)/g))
      found.add(kind);
    for (const kind of all(/\b(?:record|note|recordRole)\([^;]{0,120}?'([a-z]+_[a-z_]+)'/g)) found.add(kind);
  }
  // Names of columns in calls of the same shape.
  for (const no of NO_EVENT) found.delete(no);
  return [...found].sort();
}
const NO_EVENT: readonly string[] = ['document_public_id', 'region_id'];

test('every kind of event that the code appends has words in both languages', () => {
  const kinds = kindsOfCode();
  expect(kinds.length).toBeGreaterThan(150);
  for (const known of [
    'signed_in',
    'declared_complete',
    'register_export_begun',
    'destruction_certified',
    'monev_started',
  ])
    expect([known, kinds.includes(known) || known === 'signed_in']).toEqual([known, true]);
  for (const lang of ['id', 'en'] as const)
    expect([lang, kinds.filter((kind) => eventWords(kind, null, catalogue.for(lang)) === kind)]).toEqual([lang, []]);
});

test('a case says its events as its own timeline does; what nobody knows stays what it is', () => {
  expect(eventWords('submitted', 'objection:x', t)).toBe(t('workflow:objection.event.submitted'));
  expect(eventWords('submitted', 'request:x', t)).toBe(t('workflow:event.submitted'));
  expect([eventWords('signed_in', 'sign-in', t), chainWords('user:5', t)]).toEqual(['Masuk ke portal', 'akun 5']);
  for (const odd of ['never_heard_of', '', 'a.b', '{{name}}', 'x:y', '__proto__', 'constructor'])
    expect([eventWords(odd, 'request:x', t), fieldWords(odd, t), said('state', odd) || '–']).toEqual([
      odd,
      odd,
      odd || '–',
    ]);
});

test('a value is a name, a word, a day, an hour of this place', () => {
  expect(said('body_id', 18)).toBe('Dinas Kesehatan');
  expect(said('body_id', 99)).toBe('99');
  expect([said('state', 'in_process'), said('complete_by', 'silence')]).toEqual([
    'Diproses',
    'masa pemeriksaan berakhir',
  ]);
  expect(said('state', 'registered', 'objection:x')).toBe(t('workflow:objection.state.registered'));
  expect(said('due_on', '2026-12-29')).toBe('29 Des 2026');
  expect(said('first_opened_at', '2026-12-11T02:30:00.000Z')).toBe('Jumat, 11 Desember 2026 pukul 09.30 WIB');
  expect([said('imported', 1), said('open_objections', 1), said('due_on', null)]).toEqual(['ya', '1', '–']);
  // A row that somebody changed by hand may say anything.
  expect([said('due_on', '2026-99-99'), said('on', '2026-13-01T99:00:00.000Z')]).toEqual([
    '2026-99-99',
    '2026-13-01T99:00:00.000Z',
  ]);
  expect(said('note', `v1.${'0'.repeat(8)}.abc`)).toBe(t('auditor:log.sealed'));
});
