import type { Response } from 'supertest';
import { sweep } from '../../src/jobs/sweep';
import { MIDNIGHTS } from '../calendar/midnights';
import { type TestApp, testApp } from '../support/app';
import { file, SITI, wordsOn } from './public/applicant';
import { officeDoes } from './public/cases';

let portal: TestApp;
afterEach(() => portal.close());

/** The request as its owner reads it, and the receipt the page showed, when it is filed now by somebody who asks for this. */
async function fileNow(details: string) {
  const browser = portal.browser();
  const { number, code, receipt } = await file(browser, { what: { ...SITI.what, details } });
  return { number, code, words: wordsOn(await browser.get(receipt).expect(200)) };
}

const read = ({ number, code }: { number: string; code: string }): Promise<Response> =>
  portal.browser().get(`/api/v1/requests/${number}`).set('Authorization', `Code ${code}`).expect(200);

describe.each(MIDNIGHTS)('an office in $zone', ({ zone, timezone, before, after, offset }) => {
  test('takes a request half a minute before midnight as of Monday, half a minute after as of Tuesday', async () => {
    portal = await testApp({ clock: before, config: { timezone } });
    const monday = await fileNow('Anggaran sebelum tengah malam');
    portal.clock.set(after);
    const tuesday = await fileNow('Anggaran sesudah tengah malam');

    expect(monday.words).toContain(`Diterima Senin, 14 Desember 2026 pukul 23.59 ${zone}`);
    expect(monday.words).toContain('Rabu, 30 Desember 2026');
    expect(monday.words).toContain('10 hari kerja sejak Senin, 14 Desember 2026');
    expect(tuesday.words).toContain(`Diterima Selasa, 15 Desember 2026 pukul 00.00 ${zone}`);
    expect(tuesday.words).toContain('10 hari kerja sejak Selasa, 15 Desember 2026');

    expect((await read(monday)).body).toMatchObject({
      received_at: `2026-12-14T23:59:30${offset}`,
      received_on: '2026-12-14',
      due_on: '2026-12-30',
      letters: [{ kind: 'receipt', dated_on: '2026-12-14' }],
      deadlines: [
        { term: 'answer', from: '2026-12-14', due_on: '2026-12-30' },
        { term: 'completeness_check', from: '2026-12-14', due_on: '2026-12-17' },
      ],
    });
    expect((await read(tuesday)).body).toMatchObject({
      received_at: `2026-12-15T00:00:30${offset}`,
      received_on: '2026-12-15',
      due_on: '2026-12-31',
      letters: [{ kind: 'receipt', dated_on: '2026-12-15' }],
      deadlines: [
        { term: 'answer', from: '2026-12-15', due_on: '2026-12-31' },
        { term: 'completeness_check', from: '2026-12-15', due_on: '2026-12-18' },
      ],
    });
    const rows = await portal.db('requests').orderBy('id').select('recorded_on', 'received_at', 'check_due_on');
    expect(rows).toEqual([
      { recorded_on: '2026-12-14', received_at: before, check_due_on: '2026-12-17' },
      { recorded_on: '2026-12-15', received_at: after, check_due_on: '2026-12-18' },
    ]);
  });

  test('has until midnight of the last day: an extension is lawful before, and after it the case is overdue', async () => {
    portal = await testApp({ clock: before, config: { timezone } });
    const [one, two] = [await fileNow('Yang diperpanjang'), await fileNow('Yang dibiarkan')];
    const lastDay = (time: string) => portal.clock.set(`2026-12-${time}${offset}`);

    lastDay('30T23:59:30');
    await sweep(portal.deps);
    expect((await read(two)).body).toMatchObject({ overdue: false, object_by: null });
    await officeDoes(portal, one.number, { do: 'extend', ground: 'not_held' });
    expect((await read(one)).body).toMatchObject({ extended: true, due_on: '2027-01-12' });

    lastDay('31T00:00:30');
    await sweep(portal.deps);
    await expect(officeDoes(portal, two.number, { do: 'extend', ground: 'not_held' })).rejects.toThrow('term_is_over');
    expect((await read(one)).body).toMatchObject({ overdue: false });
    expect((await read(two)).body).toMatchObject({ overdue: true, object_by: '2027-02-15' });
  });

  test('begins its year at its own midnight: the day of receipt and the number of the case', async () => {
    portal = await testApp({ clock: `2026-12-31T23:59:30${offset}`, config: { timezone } });
    const old = await fileNow('Permohonan terakhir tahun ini');
    portal.clock.set(`2027-01-01T00:00:30${offset}`);
    const young = await fileNow('Permohonan pertama tahun depan');
    expect([old.number, young.number]).toEqual(['P-2026-000001', 'P-2027-000001']);
    const received = await portal.db('requests').orderBy('id').pluck('received_on');
    expect(received).toEqual(['2026-12-31', '2027-01-01']);
  });
});
