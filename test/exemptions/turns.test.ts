import { takeExemptionStep } from '../../src/exemptions/step-commands';
import { advanceExemptions } from '../../src/exemptions/sweep-commands';
import { openLetter } from '../../src/mail/sealing';
import { givenDocument, givenFile } from '../catalogue/documents';
import { type Agent, type TestApp, testApp } from '../support/app';
import { begun, decideStep, delegated, enacted, rowOf, takes } from './given';

let app: TestApp;
let people: Record<'ppid' | 'opd' | 'opd2' | 'atasan', Agent>;
beforeEach(async () => {
  app = await testApp({ clock: '2026-08-03T02:00:00.000Z' });
  await signIn();
});
afterEach(() => app.close());

/** Sessions end with the days that pass. */
async function signIn() {
  const [ppid, opd, opd2, atasan] = [
    ...[await app.as('ppid'), await app.as('opd'), await app.as('opd2'), await app.as('atasan')],
  ];
  people = { ppid, opd, opd2, atasan } as typeof people;
}

const at = async (day: string, time = '09:00') => {
  app.clock.set(`${day}T${time}:00+07:00`);
  await signIn();
};

const desk = async (who: keyof typeof people): Promise<string> => {
  const path = { ppid: '/petugas', opd: '/opd', opd2: '/opd', atasan: '/atasan' }[who];
  const { text } = await people[who].get(path).expect(200);
  return text.slice(text.indexOf('<main'), text.indexOf('</main>'));
};

/** To whom an occasion was written, with the text. */
async function mails(number: string, occasion: string): Promise<{ to: string; text: string }[]> {
  const { public_id } = await rowOf(app, number);
  const rows = await app.db('outbox').where('dedupe_key', 'like', `exemption:${public_id}:${occasion}:%`).orderBy('id');
  return rows.map((row) => openLetter(app.deps.keys, row)).map(({ to, text }) => ({ to, text }));
}

test('a complete test stands on the desk of whoever may approve it, and he is told once; also when the delegation comes later', async () => {
  const { number } = await begun(app, { title: 'Menunggu pimpinan' });
  await takes(app, number, { do: 'complete_test' });
  expect(await desk('atasan')).toContain('Tidak ada penolakan yang menunggu persetujuan Anda.');
  expect(await desk('atasan')).not.toContain('menunggu persetujuan Anda</p>\n<p>Yang terlama');
  expect(await desk('ppid')).toContain('1 uji konsekuensi selesai dan belum ditetapkan');
  expect(await mails(number, 'to_approve')).toEqual([]);
  await delegated(app);
  expect((await mails(number, 'to_approve')).map(({ to }) => to)).toEqual(['atasan@contoh.test']);
  const page = await desk('atasan');
  expect(page).toContain('1 uji konsekuensi menunggu persetujuan Anda');
  expect(page).toContain(`href="/atasan/pengecualian/${number}"`);
  // What the head alone may fix is not his to approve.
  const heads = await begun(app, { title: 'Jangka waktu pimpinan', letter: 'd', item: null, until_on: '2027-12-31' });
  await takes(app, heads.number, { do: 'complete_test' });
  expect(await mails(heads.number, 'to_approve')).toEqual([]);
  expect(await desk('atasan')).toContain('1 uji konsekuensi menunggu persetujuan Anda');
  expect(await desk('ppid')).toContain('2 uji konsekuensi selesai dan belum ditetapkan');
  await takes(app, number, decideStep(app));
  expect(await desk('atasan')).not.toContain('uji konsekuensi menunggu persetujuan Anda');
});

test('a draft that is handed in stands on the PPID’s desk, one that came back on its own agency’s', async () => {
  const { number, body_id } = await begun(app, { title: 'Diserahkan' });
  const { id } = await app.db('users').where('email', 'opd@contoh.test').first('id');
  const opdTakes = async (step: 'hand_in') =>
    takeExemptionStep(app.deps, {
      ...{ number, version: (await rowOf(app, number)).version, step: { do: step } },
      ...{ actor: { role: 'opd', userId: id, bodyId: body_id }, by: { role: 'opd', userId: id } },
    });
  expect(await desk('ppid')).not.toContain('diserahkan PPID Pelaksana');
  expect((await opdTakes('hand_in')).ok).toBe(true);
  const page = await desk('ppid');
  expect(page).toContain('1 draf uji konsekuensi diserahkan PPID Pelaksana');
  expect(page).toContain('Senin, 3 Agustus 2026');
  const list = await people.ppid.get('/petugas/pengecualian?keadaan=diserahkan').expect(200);
  expect(list.text).toContain(number);
  await begun(app, { title: 'Belum diserahkan' });
  expect((await people.ppid.get('/petugas/pengecualian?keadaan=diserahkan')).text).not.toContain('Belum diserahkan');
  await takes(app, number, { do: 'return_test' }, { columns: { note: 'Lengkapi dasarnya' } });
  expect(await desk('ppid')).not.toContain('diserahkan PPID Pelaksana');
  expect(await desk('opd')).toContain('1 draf uji konsekuensi menunggu Anda lengkapi');
  expect(await desk('opd2')).not.toContain('menunggu Anda lengkapi');
});

test('an end that comes near and files that wait stand on both desks with their days; the agency gets a copy', async () => {
  const item = await givenDocument(app.db, { title: 'Berakhir', category: 'setiap-saat' });
  await givenFile(app.deps, item, 'data.pdf');
  const { number } = await enacted(app, { title: 'Berakhir', until_on: '2026-12-31', documentId: item.id });
  await at('2026-10-05');
  expect(await desk('ppid')).not.toContain('akan berakhir');
  await at('2026-10-06');
  await advanceExemptions(app.deps);
  // Thirty working days before Thursday 31 December 2026.
  const due = 'Selasa, 17 November 2026';
  expect(await desk('ppid')).toContain('1 pengecualian akan berakhir');
  expect(await desk('ppid')).toContain(due);
  expect(await desk('opd')).toContain('1 pengecualian milik badan publik Anda akan berakhir');
  expect(await desk('opd')).toContain(due);
  expect(await desk('opd2')).not.toContain('akan berakhir');
  const sent = await mails(number, 'exemption_alert:2026-12-31');
  expect(sent.map(({ to }) => to)).toEqual(['ppid@contoh.test', 'opd@contoh.test']);
  expect(sent.map(({ text }) => text.includes('Tembusan untuk PPID Pelaksana'))).toEqual([false, true]);
  expect(sent[1]?.text).toContain(`/opd/pengecualian/${number}`);
  await at('2026-11-18');
  expect(await desk('ppid')).toMatch(/notice-bad[\s\S]{0,900}akan berakhir/);
  await at('2027-01-01', '00:00');
  await advanceExemptions(app.deps);
  const { masking_due_on } = await rowOf(app, number);
  const page = await desk('ppid');
  expect(page).not.toContain('akan berakhir');
  expect(page).toContain('1 informasi sudah terbuka, berkasnya menunggu penyamaran');
  expect(page).toContain('Batas memastikan penyamaran');
  expect(masking_due_on).not.toBeNull();
  expect(await desk('opd')).toContain('1 informasi Anda sudah terbuka, berkasnya menunggu penyamaran');
  await at('2027-02-01');
  expect(await desk('ppid')).toMatch(/Batas memastikan penyamaran [^<]*sudah lewat/);
});

test('what waits is counted so far and no further', async () => {
  const one = await begun(app, { title: 'Banyak' });
  const { id: _, ...row } = { ...(await rowOf(app, one.number)), handed_on: '2026-08-01' };
  for (let n = 0; n < 52; n += 1) {
    await app.db('exemptions').insert({ ...row, public_id: `banyak-${n}`, number: `DIK-2026-9${10000 + n}` });
  }
  expect(await desk('ppid')).toContain('lebih dari 50 draf uji konsekuensi diserahkan');
});
