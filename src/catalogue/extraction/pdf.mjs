// pdf.js packs fonts with it, and Node 20 lacks it.
ArrayBuffer.prototype.transferToFixedLength ??= function transferToFixedLength(length) {
  return this.slice(0, length);
};

/** Stands behind each page. */
export const PAGE_END = '\f';

/** The text of a PDF, page by page, as far as the limits allow. */
export async function readPdf(bytes, { pages, characters }, until) {
  const { getDocumentProxy } = await import('unpdf');
  let pdf;
  try {
    pdf = await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      disableFontFace: true,
      isEvalSupported: false,
    });
  } catch (error) {
    return { outcome: error?.name === 'PasswordException' ? 'locked' : 'broken', text: '', pages: null };
  }
  let text = '';
  let number = 0;
  while (number < Math.min(pdf.numPages, pages) && text.length < characters && performance.now() < until) {
    number += 1;
    // One page that cannot be read does not hide the others.
    text += await pageText(pdf, number).catch(() => '');
    text += PAGE_END;
  }
  const whole = number === pdf.numPages && text.length <= characters;
  if (!/[\p{L}\p{Nd}]/u.test(text)) return { outcome: 'no_text', text: '', pages: number };
  return { outcome: whole ? 'read' : 'partial', text: text.slice(0, characters), pages: number };
}

async function pageText(pdf, number) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return items.map((item) => (item.str ?? '') + (item.hasEOL ? '\n' : '')).join('');
}
