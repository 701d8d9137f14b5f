import { axeFaults, pageFaults } from './axe';
import { DESK, type Person, PHONE } from './chromium';

/** Parts of pages that show at a desk alone, each examined once: menus and table heads are the same on every page. */
const examined = new Set<string>();

/**
 * Everything a page is judged by, at the width of a phone and of a desk, as it stands now. By axe's rules it is examined
 * at a phone, where room is scarce, and at a desk when something shows there that did not at a phone.
 */
export async function faultsOf({ page }: Person, name: string): Promise<string[]> {
  // A page that still waits for its styles is bare markup, and wider than any phone.
  await page.waitForLoadState('load');
  const at = (size: typeof DESK, faults: string[]) => faults.map((fault) => `${name} at ${size.width}: ${fault}`);
  await page.setViewportSize(PHONE);
  const found = at(PHONE, [...(await pageFaults(page)), ...(await axeFaults(page))]);
  await page.evaluate(REMEMBER);
  await page.setViewportSize(DESK);
  const fresh = await page.evaluate<string[]>(SHOWN_SINCE);
  const unseen = fresh.filter((part) => !examined.has(part));
  for (const part of unseen) examined.add(part);
  return [...found, ...at(DESK, [...(await pageFaults(page)), ...(unseen.length > 0 ? await axeFaults(page) : [])])];
}

// Words for the browser, not code of this program.
const SHOWN = `[...document.body.querySelectorAll('*')].filter((one) => one.checkVisibility({ visibilityProperty: true }))`;
const REMEMBER = `window.shownAtAPhone = new Set(${SHOWN}), 0`;
const SHOWN_SINCE = `(() => {
  const part = (one) => (one === document.body ? '' : part(one.parentElement) + '>' + one.localName + '.' + one.classList.value);
  return [...new Set(${SHOWN}.filter((one) => !window.shownAtAPhone.has(one)).map(part))];
})()`;
