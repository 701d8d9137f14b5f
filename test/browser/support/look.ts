import { axeFaults, pageFaults } from './axe';
import { DESK, type Person, PHONE } from './chromium';

/** Everything a page is judged by, at the width of a phone and of a desk, as it stands now. */
export async function faultsOf({ page }: Person, name: string): Promise<string[]> {
  // A page that still waits for its styles is bare markup, and wider than any phone.
  await page.waitForLoadState('load');
  const found: string[] = [];
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    const here = [...(await pageFaults(page)), ...(await axeFaults(page))];
    found.push(...here.map((fault) => `${name} at ${size.width}: ${fault}`));
  }
  return found;
}
