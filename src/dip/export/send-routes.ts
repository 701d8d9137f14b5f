import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Deps } from '../../deps';
import { sendMade, sendPublic } from '../../storage/download';
import { CSV_START, csvLine } from '../../web/csv';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { withQuery } from '../../web/pagination';
import { xlsxOf } from '../../web/xlsx';
import { oneNumber } from '../forms';
import type { PartsView } from '../public-pages';
import type { DipVersion } from '../queries';
import { covered, rowsBetween, type ShownRow } from '../row-queries';
import { EXPORT_COLUMNS, exportCells, exportHeads } from './columns';
import { dipPdf, partsOf, spanOfPart } from './pdf';
import { inTurn, printOnce } from './print-commands';

const PAGE = 500;
const PARTS = 50;
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Every row of a version as it may leave, never more than a page of them in memory. */
async function* allRows(deps: Deps, version: DipVersion): AsyncGenerator<ShownRow> {
  for (let from = 1; from <= version.row_count; from += PAGE) {
    yield* await covered(deps.db, await rowsBetween(deps.db, version, from, from + PAGE - 1));
  }
}

const fileName = (version: DipVersion, ending: string): string =>
  version.number === null ? `rancangan-dip.${ending}` : `daftar-informasi-publik-versi-${version.number}.${ending}`;

/** A version as CSV or XLSX, written while it is read. The words are Indonesian: it is the official form. */
export async function sendTable(deps: Deps, req: Request, res: Response, version: DipVersion): Promise<void> {
  const format = req.params.format === 'csv' || req.params.format === 'xlsx' ? req.params.format : null;
  if (!format) return renderError(req, res, 404);
  res.attachment(fileName(version, format));
  res.setHeader('Content-Type', TYPES[format]);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  // Frozen, but what became exempt since is covered from then on: nothing on the way keeps it for long.
  res.setHeader('Cache-Control', version.state === 'enacted' ? 'public, max-age=300' : 'private, no-store');
  if (req.method === 'HEAD') return void res.end();
  const facts = { baseUrl: deps.config.baseUrl, t: deps.i18n.for('id') };
  const cells = async function* () {
    for await (const row of allRows(deps, version)) yield exportCells(row, facts);
  };
  const heads = exportHeads(facts.t);
  const sheet = EXPORT_COLUMNS.map(({ width, day }, i) => ({ header: heads[i] ?? '', width, day }));
  const stream = format === 'csv' ? csvOf(heads, cells()) : await xlsxOf('DIP', sheet, cells());
  try {
    await pipeline(stream, res);
  } catch (error) {
    // A reader who went away is no fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function csvOf(heads: readonly string[], rows: AsyncIterable<(string | number | null)[]>): Readable {
  return Readable.from(
    (async function* () {
      let text = CSV_START + csvLine(heads);
      for await (const cells of rows) {
        text += csvLine(cells);
        if (text.length < 32_768) continue;
        yield text;
        text = '';
      }
      yield text;
    })(),
    { objectMode: false },
  );
}

/** One printed part: kept once it is enacted, made anew for each look at a draft. */
export async function sendPrint(deps: Deps, req: Request, res: Response, version: DipVersion): Promise<void> {
  const part = oneNumber(req.params.part);
  if (part === null || part > partsOf(version.row_count)) return renderError(req, res, 404);
  const { from, to } = spanOfPart(part, version.row_count);
  const rows = await covered(deps.db, await rowsBetween(deps.db, version, from, to));
  const name = fileName(version, partsOf(version.row_count) === 1 ? 'pdf' : `bagian-${part}.pdf`);
  const print = () => printed(deps, version, part, rows);
  if (version.state !== 'enacted') {
    return sendMade(res, { name, media_type: 'application/pdf', content: await inTurn(print) });
  }
  const numbers = rows.filter((row) => row.covered || row.held).map(({ number }) => number);
  // Prints of a time when only the summary was covered are made anew.
  const hidden = JSON.stringify(numbers.length === 0 ? [] : ['every column', ...numbers]);
  const file = await printOnce(deps, version, { part, covered: hidden, print });
  await sendPublic(req, res, deps.files, { ...file, name, media_type: 'application/pdf' });
}

async function printed(deps: Deps, version: DipVersion, part: number, rows: readonly ShownRow[]): Promise<Buffer> {
  const t = deps.i18n.for('id');
  const fmt = formatIn('id', t, deps.config.timezone);
  const { decree_number: number, decree_on, proposed_at, rows_hash: hash } = version;
  const decree =
    number && decree_on
      ? t('dip:print.decree', { number, day: fmt.day(decree_on) })
      : t('dip:print.draft', { day: fmt.dayOf(proposed_at) });
  const dated_on = decree_on ?? proposed_at.slice(0, 10);
  return dipPdf(rows, { org: deps.config.org, decree, dated_on, part, rows: version.row_count, hash, t, fmt });
}

/** The parts of a printed version; a single one is what was asked for. */
export function showParts(deps: Deps, req: Request, res: Response, version: DipVersion, base: string): void {
  const parts = partsOf(version.row_count);
  if (parts === 1) {
    res.redirect(303, `${base}/cetak/1`);
    return;
  }
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const first = oneNumber(req.query.mulai) ?? 1;
  const shown = Array.from({ length: Math.max(0, Math.min(PARTS, parts - first + 1)) }, (_, i) => first + i);
  const here = (mulai: number | null) => withQuery(`${base}/cetak`, { mulai });
  const view: PartsView = {
    ...{ title: t('dip:parts.title'), back: base },
    parts: shown.map((part) => {
      const { from, to } = spanOfPart(part, version.row_count);
      const vars = { part, from: fmt.number(from), to: fmt.number(to) };
      return { label: t('dip:parts.one', vars), href: `${base}/cetak/${part}` };
    }),
    pages: { next: first + PARTS <= parts ? here(first + PARTS) : null, first: first > 1 ? here(null) : null },
  };
  renderPage(req, res, 'dip/parts', view, { title: view.title, noindex: true });
}
