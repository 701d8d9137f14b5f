import { readCategory } from '../../catalogue/categories';
import { jsonPieces, UnreadableJson } from '../../storage/json-thread';
import { Refused } from '../refused';
import type { Answer, Fetch, Known } from '../transport';
import { dayOf, field, type Item, listOf, MOST_ITEMS, plainText, textIn } from './item';
import { DCAT_JOB } from './jobs';
import { AT_ONCE, type Pace } from './pace';

const MOST_PAGES = 200;

/**
 * What was read, or that the source says nothing changed; with what it says of its state. `at` is where the next run goes
 * on when the time was up, null at the end.
 */
export type Reading = { same: true } | ({ same: false; items: Item[]; at: string | null } & Known);

/** The datasets of a DCAT catalogue in JSON-LD, also where it comes in pages. */
export async function readDcat(
  address: string,
  fetch: Fetch,
  known: Known,
  { from, late }: Pace = AT_ONCE,
): Promise<Reading> {
  const first = from === null ? await fetch(address, known) : await fetch(from);
  if (first.same) return { same: true };
  const items = new Map<string, Item>();
  let page: Answer & { same: false } = first;
  let at: string | null = null;
  for (let pages = 1; ; pages++) {
    const next = await takePage(page, items);
    if (!next || !URL.canParse(next, page.url)) break;
    const there = new URL(next, page.url).href;
    if (pages >= MOST_PAGES || late()) {
      at = there;
      break;
    }
    const answer = await fetch(there);
    if (answer.same) break;
    page = answer;
  }
  if (items.size === 0 && !/dataset/i.test(first.body.toString('utf8', 0, 100_000))) throw new Refused('not_dcat');
  // What says that page one is the same says nothing of the others.
  const { etag, lastModified } = page === first && from === null && at === null ? first : NOTHING_KNOWN;
  return { same: false, items: [...items.values()], at, etag, lastModified };
}

const NOTHING_KNOWN: Known = { etag: null, lastModified: null };

/** Takes the datasets of one page in, piece by piece; gives where the next page is, if there is one. */
async function takePage(
  { body, url }: Answer & { same: false },
  items: Map<string, Item>,
): Promise<string | undefined> {
  let next: string | undefined;
  try {
    for await (const nodes of jsonPieces<object[]>(body, DCAT_JOB)) {
      for (const one of nodes.flatMap((node) => itemOf(node, url))) items.set(one.id, one);
      if (items.size > MOST_ITEMS) throw new Refused('too_many_items', String(items.size));
      next ??= nodes.map((node) => textIn(named(node, 'next') ?? named(node, 'nextPage'))).find(Boolean);
    }
  } catch (error) {
    throw error instanceof UnreadableJson ? new Refused('not_dcat') : error;
  }
  return next;
}

/** A property by its name, with or without a prefix or a whole address before it: `title`, `dct:title`, `http://…/title`. */
function named(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  for (const [key, value] of Object.entries(node)) if (key.split(/[:/#]/).at(-1) === name) return value;
  return undefined;
}

function itemOf(node: object, base: string): Item[] {
  const kinds = listOf(field(node, '@type')).map((one) => String(one).split(/[:/#]/).at(-1));
  if (!kinds.includes('Dataset')) return [];
  const link = (value: unknown): string => {
    const text = textIn(value);
    return text && URL.canParse(text, base) ? new URL(text, base).href : '';
  };
  const distributions = listOf(named(node, 'distribution'));
  const own = textIn(field(node, '@id'));
  const id = textIn(named(node, 'identifier')) || own || link(named(node, 'landingPage'));
  if (!id) return [];
  const [first] = distributions;
  const themes = [...listOf(named(node, 'theme')), ...listOf(named(node, 'keyword'))].map(textIn);
  const formats = distributions.map((one) => textIn(named(one, 'format') ?? named(one, 'mediaType')));
  return [
    {
      id,
      cells: {
        title: textIn(named(node, 'title')),
        category: themes.find((theme) => readCategory(theme)) ?? null,
        summary: plainText(textIn(named(node, 'description'))),
        publisher: nameOf(named(node, 'publisher')),
        made_on: dayOf(textIn(named(node, 'issued'))),
        form: [...new Set(formats.map((one) => one.split(/[/:#]/).at(-1) ?? '').filter(Boolean))]
          .join(', ')
          .toUpperCase(),
        url:
          link(named(node, 'landingPage')) ||
          link(named(first, 'downloadURL') ?? named(first, 'accessURL')) ||
          (/^https?:/.test(own) ? own : ''),
      },
    },
  ];
}

const nameOf = (value: unknown): string => {
  const [first] = listOf(value);
  const name = textIn(named(first, 'name') ?? '');
  return name || (typeof first === 'string' && !/^https?:|^_:/.test(first) ? first : '');
};
