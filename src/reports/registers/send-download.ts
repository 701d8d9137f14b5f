import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { sendMade } from '../../storage/download';
import { CSV_START, csvLine } from '../../web/csv';
import { formatIn } from '../../web/format';
import { xlsxOf } from '../../web/xlsx';
import { cellWriter } from './cells';
import { allPages } from './lines-queries';
import { beginExport, endExport, type Format, type Taking } from './log-commands';
import { partsOf, ROWS_PER_PART, registerPdf } from './print';
import { type Asked, registerCount, registerPage } from './queries';
import type { Cell, Register, Sight } from './register';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What a sheet of the format can hold, without its heads and its last line. */
const MOST_IN_SHEET = 1_048_000;

/** What leaves: the register as it is narrowed, how much of who asked, in which words. `about` says it on paper. */
export type Wanted = {
  register: Register<never>;
  asked: Asked;
  sight: Sight;
  format: Format;
  part: number;
  about: string;
  name: string;
};

/**
 * Sends a register for a stated purpose: an event before the first line, and another when it ended, whole or not. What a
 * reader got only half of never looks whole: the last line of a whole file says so and counts.
 */
export async function sendLogged(deps: Deps, res: Response, wanted: Wanted, taking: Taking): Promise<void> {
  const { by } = taking;
  const id = await beginExport(deps, taking);
  await send(deps, res, wanted, (rows, complete) => endExport(deps, id, { by, rows, complete }));
}

/** The public version, which names nobody. */
export const sendOpen = (deps: Deps, res: Response, wanted: Wanted): Promise<void> =>
  send(deps, res, wanted, async () => undefined);

type Ended = (rows: number, complete: boolean) => Promise<void>;

async function send(deps: Deps, res: Response, wanted: Wanted, ended: Ended): Promise<void> {
  if (wanted.format === 'pdf') return sendPrint(deps, res, wanted, ended);
  const { register, asked, format } = wanted;
  // The words of a file are Indonesian: it is the official form.
  const t = deps.i18n.for('id');
  const writer = cellWriter(register, {
    ...{ sight: wanted.sight, t, keys: deps.keys },
    cal: await calendarInForce(deps.db, deps.regionId),
  });
  let rows = 0;
  const pages = async function* (): AsyncGenerator<Cell[][]> {
    for await (const lines of allPages(deps.db, register.name, asked)) {
      if (format === 'xlsx' && rows + lines.length > MOST_IN_SHEET) {
        yield [[t('register:sheet_full', { count: rows })]];
        return;
      }
      rows += lines.length;
      yield lines.map(({ row }) => writer.cells(row));
    }
    yield [[t('register:complete', { count: rows })]];
  };
  const heads = writer.columns.map(({ key, width, day }) => ({ header: t(`register:column.${key}`), width, day }));
  res.attachment(`${wanted.name}.${format}`);
  res.setHeader('Content-Type', TYPES[format]);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'private, no-store');
  const stream =
    format === 'csv'
      ? csvOf(
          heads.map(({ header }) => header),
          pages(),
        )
      : await xlsxOf(register.name, heads, flat(pages()));
  try {
    await pipeline(stream, res);
  } catch (error) {
    await ended(rows, false);
    // A reader who went away is no fault of ours.
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw error;
  }
  await ended(rows, true);
}

function csvOf(heads: readonly string[], pages: AsyncIterable<Cell[][]>): Readable {
  return Readable.from(
    (async function* () {
      yield CSV_START + csvLine(heads);
      for await (const page of pages) yield page.map((cells) => csvLine(cells)).join('');
    })(),
    { objectMode: false },
  );
}

async function* flat(pages: AsyncIterable<Cell[][]>): AsyncGenerator<Cell[]> {
  for await (const page of pages) yield* page;
}

// One at a time: printing is work for the processor, and everybody may ask for it.
let turn: Promise<unknown> = Promise.resolve();

async function sendPrint(deps: Deps, res: Response, wanted: Wanted, ended: Ended): Promise<void> {
  // Who went away while others were before him needs no print any more.
  const print = turn.then(() => (res.destroyed ? null : printed(deps, wanted)));
  turn = print.catch(() => undefined);
  const made = await print;
  if (made === null || res.destroyed) return ended(0, false);
  const { content, rows } = made;
  const part = wanted.part > 1 ? `-bagian-${wanted.part}` : '';
  sendMade(res, { name: `${wanted.name}${part}.pdf`, media_type: 'application/pdf', content });
  const whole = await finished(res).then(
    () => true,
    () => false,
  );
  await ended(whole ? rows : 0, whole);
}

async function printed(deps: Deps, { register, asked, sight, part, about }: Wanted) {
  const t = deps.i18n.for('id');
  const cal = await calendarInForce(deps.db, deps.regionId);
  const page = { after: null, limit: ROWS_PER_PART, offset: (part - 1) * ROWS_PER_PART };
  const lines = await registerPage(deps.db, register.name, asked, page);
  const rows = await registerCount(deps.db, register.name, asked);
  const facts = {
    ...{ org: deps.config.org, about, part, rows, t, fmt: formatIn('id', t, deps.config.timezone) },
    today: localDay(deps.clock.now(), deps.config.timezone),
  };
  const content = await registerPdf(register, cellWriter(register, { sight, t, cal, keys: deps.keys }), lines, facts);
  return { content, rows: lines.length };
}

/** How many printed parts a register has, as it is narrowed. */
export const partCount = async (deps: Pick<Deps, 'db'>, register: Register<never>, asked: Asked): Promise<number> =>
  partsOf(await registerCount(deps.db, register.name, asked));
