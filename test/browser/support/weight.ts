import type { Person } from './chromium';

export type Visit = { status: number; bytes: number; cookies: number };

/** The first visit of somebody new: nothing kept from before. `bytes` is all that came over the wire, headers included. */
export async function firstVisit({ page, context, open }: Person, path: string): Promise<Visit> {
  const wire = await context.newCDPSession(page);
  let bytes = 0;
  await wire.send('Network.enable');
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const status = await open(path);
  // The style sheet names the font and the script imports others: both come after the page is loaded.
  await page.evaluate('document.fonts.ready');
  await page.waitForLoadState('networkidle');
  await wire.detach();
  return { status, bytes, cookies: (await context.cookies()).length };
}
