import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Person } from './chromium';

const ROOT = resolve(__dirname, '../../..');

export type Print = { sheets: { width: number; height: number }[]; text: string };

// The reader of PDFs is an ES module, which jest cannot load: it runs beside it.
const READ = `
import { readFileSync } from 'node:fs';
import { extractText, getDocumentProxy } from 'unpdf';
const pdf = await getDocumentProxy(new Uint8Array(readFileSync(0)));
const sheets = [];
for (let n = 1; n <= pdf.numPages; n++) {
  const [, , width, height] = (await pdf.getPage(n)).view;
  sheets.push({ width: Math.round(width), height: Math.round(height) });
}
const { text } = await extractText(pdf, { mergePages: true });
process.stdout.write(JSON.stringify({ sheets, text }));
`;

/** The page as a printer would get it: the size of each sheet in points, and the words on them. */
export async function sheetsOf({ page }: Person): Promise<Print> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', READ], { cwd: ROOT, input: pdf }).toString(),
  );
}
