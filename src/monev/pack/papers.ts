import { ownedFile } from '../../catalogue/desk-queries';
import { publishedDocument, publishedFiles } from '../../catalogue/queries';
import type { Deps } from '../../deps';
import { firstWords } from '../../duty/defaults-disk';
import { htmlOf } from '../../duty/markdown';
import { fillMarks } from '../../duty/marks';
import { marksOn } from '../../duty/marks-queries';
import { lastChecked, writtenText } from '../../duty/queries';
import { DUTY_TEXTS } from '../../duty/texts';
import { newestReport } from '../../reports/annual/queries';
import { figuresNow } from '../../reports/statistics/cached-queries';
import { tableCsv } from '../../reports/statistics/open-data';
import { bodyNames } from '../../reports/statistics/queries';
import { TABLES, type TableName } from '../../reports/statistics/tables';
import { examine } from '../../storage/scan/commands';
import { proveNothing } from '../unsound';
import type { Words } from '../words';
import type { Proof } from './entries';
import { pageHtml } from './html';

/** The office's own pages as they stand today, those that somebody of the office wrote or confirmed. */
export async function textProofs(deps: Deps, today: string, { t }: Words): Promise<Proof[]> {
  const { db, regionId, config } = deps;
  const [checked, marks] = await Promise.all([lastChecked(db, regionId), marksOn(db, { regionId, config, today }, t)]);
  return DUTY_TEXTS.filter(({ code }) => checked.has(code)).map(({ code, path }) => ({
    ...{ name: `bukti/teks/${code}.html`, sources: [`teks.${code}`] },
    content: async () => {
      const written = await writtenText(db, regionId, { code, lang: 'id' });
      const body = htmlOf(fillMarks(written?.body ?? firstWords(config.projectRoot, code, 'id'), marks));
      return Buffer.from(pageHtml(t(`duty:text.${code}.title`), body, { href: `${config.baseUrl}${path}` }));
    },
  }));
}

const SHOWN: readonly TableName[] = ['ringkasan', 'bulan', 'badan', 'keberatan', 'penolakan'];

/** The year's open figures as tables; none where they do not add up. */
export async function figureProofs(deps: Deps, year: number, today: string, words: Words): Promise<Proof[]> {
  const question = { year, asOf: today, source: null };
  try {
    const figures = await figuresNow(deps, question);
    const labels = { ...words, bodies: await bodyNames(deps.db, deps.regionId), year };
    const facts = { question, source: deps.config.org.name, href: `${deps.config.baseUrl}/statistik` };
    return SHOWN.map((name) => ({
      ...{ name: `bukti/statistik-${name}-${year}.csv`, sources: ['angka.'] },
      content: Buffer.from(tableCsv({ ...facts, name }, TABLES[name](figures), labels)),
    }));
  } catch (error) {
    if (proveNothing(error)) return [];
    throw error;
  }
}

/** The published files of the annual report, as anyone may take them; none that the scanner has not called clean. */
export async function annualProofs(deps: Deps, year: number): Promise<Proof[]> {
  const { db, regionId, files } = deps;
  const report = await newestReport(db, regionId, year, { published: true });
  const proofs: Proof[] = [];
  for (const [folder, publicId] of [
    ['lengkap', report?.full_document],
    ['ringkasan', report?.summary_document],
  ] as const) {
    const document = publicId ? await publishedDocument(db, regionId, { public_id: publicId }) : undefined;
    for (const { public_id, name } of document ? await publishedFiles(db, document) : []) {
      const file = await ownedFile(db, regionId, public_id);
      if (!file || !(await files.exists(file.stored_name)) || (await examine(deps, file)) !== 'clean') continue;
      proofs.push({
        ...{ name: `bukti/laporan-tahunan/${folder}/${name}`, sources: ['laporan.'] },
        content: async () => files.stream(file.stored_name),
      });
    }
  }
  return proofs;
}
