import type { Person } from './chromium';
import { press } from './citizen';
import type { Paper } from './papers';

type Values = Record<string, string | Paper | Paper[]>;

/** Opens a case in an area of the staff: `/petugas`, `/opd`, `/atasan`, `/auditor`. */
export async function openCase(officer: Person, area: string, number: string): Promise<void> {
  await officer.open(area);
  await press(officer, number);
}

/** Takes a step of the open case: chooses it among the actions, fills in its form and sends it. */
export async function takeStep(officer: Person, action: string, submit: string, values: Values = {}): Promise<void> {
  await press(officer, action);
  await fillIn(officer, values);
  await press(officer, submit);
}

/** Fills in fields by the names they are sent under, whatever kind of field each one is. */
export async function fillIn({ page }: Person, values: Values): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]`).first();
    const type = await field.evaluate((element) => (element as unknown as { type: string }).type);
    if (typeof value !== 'string') await field.setInputFiles(value);
    else if (type === 'select-one') await field.selectOption(value);
    else if (type === 'radio' || type === 'checkbox')
      await page.locator(`main [name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
}

/** What the page says was done, or went wrong. */
export const said = async ({ page }: Person): Promise<string> =>
  (await page.locator('.notice').first().innerText()).trim();
