import type { CalendarChange } from '../../src/calendar/change';
import { changeCalendar } from '../../src/calendar/commands';
import { writing } from '../../src/db/connect';
import { sweep } from '../../src/jobs/sweep';
import { fileRequest } from '../../src/requests/filing/commands';
import { take } from '../api/lives';
import { type TestApp, testApp } from '../support/app';
import type { CastName } from '../support/cast';

let t: TestApp;
let number: string;
beforeAll(async () => {
  t = await testApp();
  const who = async (name: CastName) => (await t.db('users').where('email', `${name}@contoh.test`).first('id')).id;
  await t.db('term_overrides').insert({
    ...{ region_id: t.regionId, code: 'answer', length: 9, reason: 'Perbup 12/2026', in_force_on: '2026-12-01' },
    ...{ set_by: await who('admin'), set_at: '2026-11-20T02:00:00.000Z' },
  });
  const body = await t.db('bodies').where('slug', 'dinkominfo').first('id');
  const filed = await fileRequest(t.deps, {
    ...{ channel: 'web', language: 'id', requesterKind: 'individual', details: 'Anggaran', purpose: 'Penelitian' },
    ...{ obtain: 'copy', deliver: 'email', bodyId: body.id, files: [], actor: { role: 'requester' } },
    userId: await who('warga'),
    identity: {
      ...{ name: 'Siti', identity_number: '3321014101900001', address: 'Wedung', email: 'siti@warga.test' },
      ...{ phone: null, occupation: null, proxy: null },
    },
  });
  if (filed.kind !== 'filed') throw new Error(filed.kind);
  number = filed.receipt.number;
});
afterAll(() => t.close());

/** The folds of a page as people read them. */
async function folds(name: CastName, path: string): Promise<string[]> {
  const { text } = await (await t.as(name)).get(path).expect(200);
  return [...text.matchAll(/<details class="fold explain"[^>]*>([\s\S]*?)<\/details>/g)].map(([, html]) =>
    (html as string).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
  );
}

async function addJointLeave(date: string): Promise<void> {
  const change: CalendarChange = {
    ...{ kind: 'add', decree: 'SKB Perubahan 2026', reason: 'Perubahan', remove: [], years: [] },
    add: [{ date, kind: 'cuti_bersama', name: 'Cuti bersama susulan' }],
  };
  const by = { actor: { role: 'admin' }, now: t.clock.now().toISOString() };
  await writing(t.db, (trx) => changeCalendar(trx, { regionId: t.regionId, change, expected: null }, by));
  await sweep(t.deps);
}

const PAGES: readonly [CastName, () => string][] = [
  ['warga', () => `/permohonan/${number}`],
  ['warga', () => `/permohonan/${number}/tanda-terima`],
  ['petugas', () => `/petugas/permohonan/${number}`],
  ['auditor', () => `/auditor/permohonan/${number}`],
];

test('each page tells trigger, article, both lengths with the reason, each skipped day with its decree, and the version', async () => {
  for (const [name, path] of PAGES) {
    const [answer] = await folds(name, path());
    for (const words of [
      'hari permohonan diterima: Jumat, 11 Desember 2026',
      '9 hari kerja (menurut peraturan 10 hari kerja)',
      'dengan alasan: “Perbup 12/2026”',
      'UU 14/2008 Pasal 22 ayat (7)',
      'Cuti bersama: ',
      'Libur nasional: ',
      'Versi kalender 2026.',
      'hari kerja ke-9 jatuh pada Senin, 28 Desember 2026.',
    ]) {
      expect([path(), answer]).toEqual([path(), expect.stringContaining(words)]);
    }
    expect(answer).not.toContain('Pernah diberitahukan');
  }
});

test('what changed since stands there too: the day that was told, what moved it, and its decree', async () => {
  t.clock.set('2026-12-14T09:00:00+07:00');
  await addJointLeave('2026-12-23');
  for (const [name, path] of PAGES) {
    const [answer] = await folds(name, path());
    for (const words of [
      'Pernah diberitahukan Senin, 28 Desember 2026',
      'berdasarkan SKB Perubahan 2026 (Rabu, 23 Desember 2026 menjadi hari libur: Cuti bersama susulan)',
      'berpindah dari Senin, 28 Desember 2026 ke Selasa, 29 Desember 2026',
      'Hari terakhir Selasa, 29 Desember 2026',
    ]) {
      expect([path(), answer]).toEqual([path(), expect.stringContaining(words)]);
    }
  }
});

test('a promised day is counted like any other, and the window to object names what it began with', async () => {
  await take(t, number, 'declare_complete');
  await take(t, number, 'grant');
  for (const [name, path] of [PAGES[0], PAGES[2]] as [CastName, () => string][]) {
    const all = await folds(name, path());
    const promise = all.find((one) => one.includes('Penyerahan informasi yang dijanjikan'));
    expect(promise).toContain('hari pemberitahuan tertulis diberikan: Senin, 14 Desember 2026');
    const { promised_on } = await t.db('requests').where({ number }).first('promised_on');
    expect(promise).toContain(promised_on.slice(8).replace(/^0/, ''));
    expect(all.find((one) => one.includes('Mengajukan keberatan'))).toContain('hari pemberitahuan diterima: Senin');
  }
});
