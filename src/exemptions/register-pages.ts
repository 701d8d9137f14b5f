import type { Translate } from '../i18n/catalogue';
import { csvLine } from '../web/csv';
import type { Format } from '../web/format';
import { encodeCursor, withQuery } from '../web/pagination';
import type { RegisterEntry } from './register-queries';
import type { UndecidedEntry, UndecidedPlace } from './undecided-queries';
import { groundWords, termWords } from './words';

export const REGISTER_PATH = '/informasi-dikecualikan';
export const REGISTER_PAGE = 25;

/** Where the list of what has no decision stands on the page. */
const UNDECIDED = '#belum-diputuskan';

type Shown = {
  rows: readonly RegisterEntry[];
  undecided: readonly UndecidedEntry[];
  bodies: readonly { slug: string; name: string }[];
  body: string | null;
  after: number | null;
  afterUndecided: UndecidedPlace | null;
};

/** That an item exists and why it is closed: never what it says. */
export function registerView(asked: Shown, t: Translate, fmt: Format) {
  const { rows, bodies, body, after } = asked;
  const shown = rows.slice(0, REGISTER_PAGE);
  const last = shown.at(-1)?.id;
  return {
    form: { values: { badan: body ?? '' }, errors: {} },
    csv: withQuery(`${REGISTER_PATH}.csv`, { badan: body }),
    bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name, hint: null })),
    narrowed: body !== null,
    rows: shown.map((entry) => ({
      title: { href: `/informasi/${entry.slug}`, text: entry.title },
      body: { href: `/badan-publik/${entry.body_slug}`, text: entry.body_name },
      why: whyClosed(entry, t),
      decision: t('exemptions:public.decision', {
        number: entry.decision_number,
        day: fmt.day(entry.decided_on as string),
      }),
      term: termWords(entry, t, fmt),
    })),
    pages: {
      next: rows.length > REGISTER_PAGE && last ? withQuery(REGISTER_PATH, { badan: body, sesudah: last }) : null,
      first: after === null ? null : withQuery(REGISTER_PATH, { badan: body }),
    },
    undecided: undecidedView(asked, t),
  };
}

/** What agencies call exempt without a decision in this portal: its title and whose it is. Null when there is nothing. */
function undecidedView({ undecided, body, after, afterUndecided }: Shown, t: Translate) {
  if (undecided.length === 0 && afterUndecided === null) return null;
  const shown = undecided.slice(0, REGISTER_PAGE);
  const last = undecided.length > REGISTER_PAGE ? shown.at(-1) : undefined;
  const place = last && encodeCursor({ publishedAt: last.published_at, id: last.id });
  const here = { badan: body, sesudah: after };
  return {
    rows: shown.map(({ slug, title, body_slug, body_name }) => ({
      title: { href: `/informasi/${slug}`, text: title },
      body: { href: `/badan-publik/${body_slug}`, text: body_name },
      decision: t('exemptions:undecided.none'),
    })),
    pages: {
      next: place ? `${withQuery(REGISTER_PATH, { ...here, lanjut: place })}${UNDECIDED}` : null,
      first: afterUndecided === null ? null : `${withQuery(REGISTER_PATH, here)}${UNDECIDED}`,
    },
  };
}

function whyClosed(entry: RegisterEntry, t: Translate): string {
  const scope = t(`exemptions:scope.${entry.partial === 1 ? 'part' : 'whole'}`);
  return [groundWords(entry, t), entry.statute, scope].filter(Boolean).join('\n');
}

const COLUMNS = ['code', 'title', 'body', 'article', 'scope', 'statute', 'decision', 'decided_on', 'until'] as const;

/** The first line of the list as CSV. */
export const csvHead = (t: Translate): string => csvLine(COLUMNS.map((name) => t(`exemptions:csv.${name}`)));

/** One exemption as a line of it: what the page says. */
export function csvRow(entry: RegisterEntry, t: Translate): string {
  const { letter, item, number, title, body_name, partial, statute, decision_number, decided_on, ends_on } = entry;
  const article = item
    ? t('exemptions:csv.article_item', { letter, item })
    : t('exemptions:csv.article_letter', { letter });
  const scope = t(`exemptions:scope.${partial === 1 ? 'part' : 'whole'}`);
  const until = ends_on ?? t(`exemptions:open_end.${letter}`);
  return csvLine([number, title, body_name, article, scope, statute ?? '', decision_number, decided_on ?? '', until]);
}
