import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { addressOf, CAST_PASSWORD, type CastName } from '../../support/cast';

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

/** Debian's Chromium, which may reach this machine and nothing else. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

export type Person = {
  page: Page;
  context: BrowserContext;
  /** Opens a path of the portal and gives the status of the answer. */
  open(path: string): Promise<number>;
  /** What must never happen and did: requests to other hosts, script errors, violations of the page's security policy. */
  faults: string[];
  close(): Promise<void>;
};

export type Equipment = { base: string; size?: { width: number; height: number }; script?: boolean };

/** Somebody with a browser of his own. `script: false` has JavaScript turned off. */
export async function person(browser: Browser, { base, size = DESK, script = true }: Equipment): Promise<Person> {
  const context = await browser.newContext({
    viewport: size,
    baseURL: base,
    javaScriptEnabled: script,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    isMobile: size.width < 600,
    hasTouch: size.width < 600,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
  const faults: string[] = [];
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && `http://${host}` !== base) faults.push(`request to ${request.url()}`);
  });
  context.on('weberror', (error) => faults.push(`script error: ${error.error().message}`));
  const page = await context.newPage();
  context.on('console', (message) => {
    // An answer of 404 or 422 to the page itself is what a test asked for.
    const expected =
      /^Failed to load resource.*status of 4\d\d/.test(message.text()) && message.location().url === page.url();
    if (message.type() === 'error' && !expected) faults.push(`${page.url()}: ${message.text()}`);
  });
  return {
    page,
    context,
    faults,
    open: async (path) => (await page.goto(path))?.status() ?? 0,
    close: () => context.close(),
  };
}

/** Signs in through `/masuk` as one of the demonstration accounts. */
export async function signIn({ page, open }: Person, name: CastName): Promise<void> {
  await open('/masuk');
  await page.locator('#f-email').fill(addressOf(name));
  await page.locator('#f-password').fill(CAST_PASSWORD);
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL((url) => url.pathname !== '/masuk');
}

/** Somebody of the portal's staff at a desk, signed in. */
export async function staff(
  browser: Browser,
  base: string,
  name: CastName,
  equipment: Partial<Equipment> = {},
): Promise<Person> {
  const officer = await person(browser, { base, ...equipment });
  await signIn(officer, name);
  return officer;
}
