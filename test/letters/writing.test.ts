import { type Trx, writing } from '../../src/db/connect';
import type { LetterRow } from '../../src/db/tables/letters';
import { recordSending, writeLetters } from '../../src/letters/commands';
import { composeLetter } from '../../src/letters/compose';
import { LETTER_KINDS, type LetterKind } from '../../src/letters/kinds';
import { letterByPublicId } from '../../src/letters/queries';
import { openLetter } from '../../src/letters/sealing';
import { lettersOf } from '../../src/requests/queries';
import { newCaseKey, newPublicId } from '../../src/secrets/keys';
import { type TestApp, testApp } from '../support/app';
import { FACTS, siti } from './cast';

const NOW = '2026-12-29T03:00:00.000Z';

let portal: TestApp;
let casePublicId: string;
let caseKey: Buffer;
let requestId: number;

beforeEach(async () => {
  portal = await testApp({ filled: 'reference' });
  casePublicId = newPublicId(new Date(NOW));
  const made = newCaseKey(portal.deps.keys, casePublicId);
  caseKey = made.caseKey;
  const [row] = await portal.db('requests').insert(requestRow(made.sealed)).returning('id');
  requestId = row.id;
});
afterEach(() => portal.close());

function requestRow(case_key_sealed: string) {
  return {
    public_id: casePublicId,
    region_id: portal.regionId,
    number: 'P-2026-000123',
    source: 'live',
    channel: 'web',
    language: 'id',
    state: 'registered',
    version: 1,
    seq: 0,
    head_hash: '0'.repeat(64),
    case_key_sealed,
    requester_kind: 'individual',
    details: siti.request.details,
    purpose: siti.request.purpose,
    obtain: 'copy',
    deliver: 'email',
    received_at: NOW,
    received_on: '2026-12-11',
    recorded_at: NOW,
    recorded_on: '2026-12-11',
    due_on: '2026-12-29',
    ladder_since: NOW,
  };
}

type Given = { kind?: LetterKind; email?: string | null; dedupeKey?: string; datedOn?: string };

async function write(
  trx: Trx,
  { kind = 'withdrawn', email = 'siti@contoh.test', dedupeKey = newPublicId(new Date(NOW)), datedOn }: Given = {},
) {
  const { keys, config, i18n } = portal.deps;
  const facts = { ...siti, ...FACTS[kind], ...(datedOn ? { dated_on: datedOn } : {}) };
  const [written] = await writeLetters(trx, { keys, config, i18n, now: NOW, today: facts.dated_on }, [
    {
      ...{
        regionId: portal.regionId,
        requestId,
        caseKind: 'request',
        caseId: requestId,
        caseKey,
        kind,
        email,
        dedupeKey,
      },
      ...{ language: facts.language, dated_on: facts.dated_on },
      compose: (number, t) => composeLetter(kind, { ...facts, number }, t),
    },
  ]);
  return written as { id: number; publicId: string; number: string };
}

const serial = (number: string): number => Number(number.split('/')[0]);

test('fifty letters at once get fifty numbers that follow one another', async () => {
  const written = await Promise.all(Array.from({ length: 50 }, () => writing(portal.db, (trx) => write(trx))));
  expect(written.map(({ number }) => serial(number)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, i) => i + 1),
  );
  expect(new Set(written.map(({ publicId }) => publicId)).size).toBe(50);
});

test('a step that is undone takes its number back: the series has no gap', async () => {
  await writing(portal.db, (trx) => write(trx));
  await expect(
    writing(portal.db, async (trx) => {
      await write(trx);
      throw new Error('the step failed');
    }),
  ).rejects.toThrow('the step failed');
  const { number } = await writing(portal.db, (trx) => write(trx));
  expect(number).toBe('002/PPID/XII/2026');
  expect(await portal.db('outbox').count({ n: '*' }).first()).toEqual({ n: 2 });
});

test('each year begins with one, and a region may number its letters in its own way', async () => {
  await writing(portal.db, (trx) => write(trx));
  const next = await writing(portal.db, (trx) => write(trx, { datedOn: '2027-01-04' }));
  expect(next.number).toBe('001/PPID/I/2027');
  const setting = { region_id: portal.regionId, key: 'letter_number_format', updated_at: NOW };
  await portal.db('settings').insert({ ...setting, value: '045.2/{seq:4}/KOMINFO/{year}' });
  expect((await writing(portal.db, (trx) => write(trx))).number).toBe('045.2/0002/KOMINFO/2026');
  await portal.db('settings').where('key', 'letter_number_format').update({ value: '045.2/KOMINFO' });
  expect((await writing(portal.db, (trx) => write(trx))).number).toBe('003/PPID/XII/2026');
});

test('a letter by e-mail is sealed, has reached the requester today, and waits in the outbox once', async () => {
  const written = await writing(portal.db, (trx) => write(trx, { kind: 'receipt', dedupeKey: 'receipt:1' }));
  const row = (await letterByPublicId(portal.db, written.publicId)) as LetterRow;
  expect(row).toMatchObject({
    id: written.id,
    number: written.number,
    kind: 'receipt',
    language: 'id',
    dated_on: '2026-12-11',
    sent_way: 'email',
    sent_on: '2026-12-11',
    reached_on: '2026-12-11',
  });
  expect(row.content_sealed).not.toContain('Siti');
  expect(openLetter(row, caseKey)).toMatchObject({ number: written.number, code: 'ABCD-EFGH-JKMN-PQRS' });
  const { caseKey: anotherKey } = newCaseKey(portal.deps.keys, casePublicId);
  expect(() => openLetter(row, anotherKey)).toThrow();

  const mails = await portal.db('outbox').select('*');
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({
    dedupe_key: 'receipt:1',
    letter_id: written.id,
    request_id: requestId,
    subject: 'Tanda terima permohonan informasi P-2026-000123',
  });
  await writing(portal.db, (trx) => write(trx, { kind: 'receipt', dedupeKey: 'receipt:1' }));
  expect(await portal.db('outbox').count({ n: '*' }).first()).toEqual({ n: 1 });
});

test('a letter on paper waits for the desk, which records its way, its days and the signed scan', async () => {
  const written = await writing(portal.db, (trx) => write(trx, { kind: 'refused', email: null }));
  expect(await portal.db('outbox').select('id')).toEqual([]);
  expect(await letterByPublicId(portal.db, written.publicId)).toMatchObject({
    sent_way: null,
    sent_on: null,
    reached_on: null,
  });
  const sending = { letterId: written.id, way: 'post', sentOn: '2026-12-30', reachedOn: null };
  expect(await writing(portal.db, (trx) => recordSending(trx, sending))).toBe(true);
  expect(await writing(portal.db, (trx) => recordSending(trx, { ...sending, reachedOn: '2027-01-04' }))).toBe(true);
  expect(await letterByPublicId(portal.db, written.publicId)).toMatchObject({
    sent_way: 'post',
    sent_on: '2026-12-30',
    reached_on: '2027-01-04',
    signed_file_id: null,
  });
  expect(await writing(portal.db, (trx) => recordSending(trx, { ...sending, letterId: 999_999 }))).toBe(false);
});

test('every kind is written, kept in order, and read again as it was', async () => {
  for (const kind of LETTER_KINDS) await writing(portal.db, (trx) => write(trx, { kind, dedupeKey: kind }));
  const rows = await lettersOf(portal.db, requestId);
  expect(rows.map((row) => row.kind)).toEqual(LETTER_KINDS);
  expect(rows.map((row) => openLetter(row, caseKey).number)).toEqual(rows.map((row) => row.number));
  expect(await letterByPublicId(portal.db, 'nothing')).toBeNull();
});
