import type { Browser } from 'playwright-core';
import { requestExample } from '../../src/api/openapi/request-body';
import { readTable } from '../../src/catalogue/import/table';
import { headingRow } from '../../src/requests/import/headings';
import { loadRegister } from '../../src/requests/import/load-commands';
import { openChromium, type Person, person } from './support/chromium';
import { faultsOf } from './support/look';
import { type Served, servedApp } from './support/served';

let served: Served;
let browser: Browser;
let reader: Person;

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  const { app } = served;
  for (let i = 0; i < 3; i++)
    await app
      .browser()
      .post('/api/v1/requests')
      .send({ ...requestExample, details: `Permohonan ${i}` })
      .expect(201);
  // Answers after every number of days up to thirty: a table of more rows than stand on a page.
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [received, given] = ['2026-06-01', new Date(Date.UTC(2026, 5, 2 + i)).toISOString().slice(0, 10)];
    return {
      no: i + 1,
      received,
      given,
      requester_kind: 'individual',
      subject: 'Data',
      purpose: 'Uji',
      decision: 'granted',
    };
  });
  const table = await readTable(Buffer.from(JSON.stringify(rows)), 'lama.json', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  await loadRegister(app.deps, table, { dryRun: false, createBodies: false });
  reader = await person(browser, { base: served.base });
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

type Cut = { id: string; rows: number; cut: boolean; hint: boolean; reached: boolean };

// Words for the browser, not code of this program.
const CUT = `[...document.querySelectorAll('.chart-table')].map((frame) => ({
  id: frame.getAttribute('aria-labelledby'),
  rows: frame.querySelectorAll('tbody tr').length,
  cut: frame.scrollHeight > frame.clientHeight + 1,
  hint: frame.previousElementSibling?.textContent.includes('gulir') ?? false,
  reached: frame.tabIndex === 0,
}))`;

test('no table of figures is cut off below without a word, on a phone or a desk', async () => {
  await reader.open('/statistik');
  expect(await faultsOf(reader, 'figures')).toEqual([]);
  for (const width of [360, 1280]) {
    await reader.page.setViewportSize({ width, height: 800 });
    const tables = await reader.page.evaluate<Cut[]>(CUT);
    const cut = tables.filter((one) => one.cut);
    expect({ width, cut: cut.map(({ id }) => id) }).toEqual({ width, cut: ['lama'] });
    for (const one of cut) expect(one).toMatchObject({ hint: true, reached: true });
    expect(tables.find(({ id }) => id === 'ringkasan')).toMatchObject({ rows: 17, cut: false });
  }
});

test.each([300, 360, 600, 1280])('the card that is offered fits its frame at %d px', async (width) => {
  await reader.page.setViewportSize({ width: Math.max(width, 360), height: 800 });
  await reader.open('/statistik');
  const code = (await reader.page.locator('pre.sample').textContent()) ?? '';
  const path = /src="([^"]+)"/.exec(code)?.[1]?.replace(/^https?:\/\/[^/]+/, served.base) ?? '';
  const height = Number(/height="(\d+)"/.exec(code)?.[1]);
  const frame = await person(browser, { base: served.base, size: { width, height } });
  expect(await frame.open(path.replace(served.base, ''))).toBe(200);
  await frame.page.evaluate('document.fonts.ready');
  const [whole, wide] = await frame.page.evaluate<[number, number]>(
    `[document.querySelector('main').getBoundingClientRect().bottom, document.documentElement.scrollWidth]`,
  );
  expect({ width, fits: whole <= height, wide: wide <= width, whole }).toEqual({
    width,
    fits: true,
    wide: true,
    whole,
  });
  expect(await frame.page.locator('.card-said').textContent()).toMatch(
    /^Per \w+, \d+ \w+ 2026\. Termasuk 60 dari register lama\.$/,
  );
  expect(await frame.page.locator('svg.chart').isVisible()).toBe(width === 1280);
  await frame.close();
});
