import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 A and AA on the page as it stands: a line for each fault. */
export async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const options = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] };
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary})`),
  );
}

type Found = { lang: string; title: string; headings: number; over: number; skips: boolean };

// Words for the browser, not code of this program: it knows no `document`.
const LOOK = `({
  lang: document.documentElement.lang,
  title: document.title,
  headings: document.querySelectorAll('h1').length,
  over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  skips: document.querySelector('body > a')?.getAttribute('href') === '#isi' && document.querySelector('main#isi') !== null,
})`;

/** Faults every page is checked for beside axe's rules: language, title, one h1, and room in the width it has. */
export async function pageFaults(page: Page): Promise<string[]> {
  const found = await page.evaluate<Found>(LOOK);
  return [
    ...(['id', 'en'].includes(found.lang) ? [] : [`lang is "${found.lang}"`]),
    ...(found.title.trim() ? [] : ['no title']),
    ...(found.headings === 1 ? [] : [`${found.headings} h1`]),
    ...(found.over > 0 ? [`${found.over} px wider than the screen`] : []),
    ...(found.skips ? [] : ['no skip link']),
  ];
}
