import { cookiesOf, wordsOn } from '../../requests/public/applicant';
import { officeDoes } from '../../requests/public/cases';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { asked, BARU, begin, COURSE, fillIn, objectTo, send, submit } from './objector';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp();
});
afterEach(() => portal.close());

const rowOf = (number: string) => portal.db('objections').where({ number }).first();
const at = (day: string) => portal.clock.set(`${day}T09:00:00+07:00`);

test('c: silence is objected to from the day after the term, with the request copied and a receipt', async () => {
  const browser = portal.browser();
  const { number } = await asked(browser);
  at('2026-12-30');
  const { objection, code, receipt, address } = await objectTo(browser, number, 'c');
  expect(objection).toMatch(/^K-2026-\d{6}$/);
  expect(address).toBe(`/keberatan/${objection}/tanda-terima`);
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const row = await rowOf(objection);
  expect(row).toMatchObject({ ground: 'c', request_number: number, late: 0, window_from: '2026-12-29' });
  expect(wordsOn(receipt)).toContain('Senin, 15 Februari 2027');
  const page = await browser.get(`/keberatan/${objection}`).expect(200);
  const request = await browser.get(`/permohonan/${number}`).expect(200);
});
