import { readCategory } from '../../catalogue/categories';
import { jsonPieces, UnreadableJson } from '../../storage/json-thread';
import { Refused } from '../refused';
import type { Fetch } from '../transport';
import { dayOf, field, type Item, listOf, MOST_ITEMS, plainText, textIn } from './item';
import { CKAN_JOB } from './jobs';
import { AT_ONCE, type Pace } from './pace';

const ROWS = 100;

/** A run reads so many pages however slow they are, so that each comes further than the one before. */
const LEAST_PAGES = 3;

/**
 * What `package_search` of a CKAN portal lists, page by page. `address` is the portal, or that action with a query. `at` is
 * where the next run goes on when the time is up, null at the end.
 */
export async function readCkan(
  address: string,
  fetch: Fetch,
  { from, late }: Pace = AT_ONCE,
): Promise<{ items: Item[]; at: string | null }> {
  const { action, portal } = placesOf(address);
  const items: Item[] = [];
  const resumed = Number(from ?? 0);
  for (let start = 0, pages = 0; ; pages++) {
    if (pages >= LEAST_PAGES && late()) return { items, at: String(start) };
    const page = new URL(action);
    page.searchParams.set('rows', String(ROWS));
    page.searchParams.set('start', String(start));
    const answer = await fetch(page.href);
    if (answer.same) throw new Refused('not_ckan');
    const { count, results, found } = await pageOf(answer.body, portal);
    items.push(...found);
    // A portal may send more than it was asked for and than it counts.
    const most = Math.max(count, items.length);
    if (most > MOST_ITEMS) throw new Refused('too_many_items', String(most));
    if (results === 0 || start + results >= count) return { items, at: null };
    // What changed since the last run comes to the front, and what was removed moves the rest up by as much: the first page
    // is read again, and the last one that was read.
    start = start === 0 && resumed > ROWS ? resumed - ROWS : start + ROWS;
  }
}

function placesOf(address: string): { action: URL; portal: string } {
  const url = new URL(address);
  const at = url.pathname.indexOf('/api/3/action/');
  if (at >= 0) {
    const portal = `${url.origin}${url.pathname.slice(0, at)}`;
    const action = new URL(`${portal}/api/3/action/package_search`);
    action.search = url.search;
    return { action, portal };
  }
  const portal = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  return { action: new URL(`${portal}/api/3/action/package_search`), portal };
}

/** One page: how many packages there are in all and on it, and the items they become, made piece by piece. */
async function pageOf(body: Buffer, portal: string): Promise<{ count: number; results: number; found: Item[] }> {
  const found: Item[] = [];
  let total = 0;
  let results = 0;
  try {
    for await (const { count, packages } of jsonPieces<{ count?: number; packages: unknown[] }>(body, CKAN_JOB)) {
      total = count ?? total;
      results += packages.length;
      if (results > MOST_ITEMS) throw new Refused('too_many_items', String(results));
      found.push(...packages.flatMap((one) => itemOf(one, portal)));
    }
  } catch (error) {
    throw error instanceof UnreadableJson ? new Refused('not_ckan') : error;
  }
  return { count: total, results, found };
}

function itemOf(dataset: unknown, portal: string): Item[] {
  const id = textIn(field(dataset, 'id')) || textIn(field(dataset, 'name'));
  if (!id || field(dataset, 'private') === true || /^(deleted|draft)$/.test(textIn(field(dataset, 'state')))) return [];
  const extra = (pattern: RegExp) =>
    textIn(
      field(
        listOf(field(dataset, 'extras')).find((one) => pattern.test(textIn(field(one, 'key')))),
        'value',
      ),
    );
  const category = extra(/^(kategori|category|klasifikasi|sifat)/i);
  const formats = listOf(field(dataset, 'resources')).map((one) => textIn(field(one, 'format')).toUpperCase());
  return [
    {
      id,
      cells: {
        title: textIn(field(dataset, 'title')) || textIn(field(dataset, 'name')),
        // Groups and tags of other portals are no category of the law: only what is one counts.
        category: readCategory(category) ? category : null,
        summary: plainText(textIn(field(dataset, 'notes'))),
        publisher: textIn(field(dataset, 'author')) || textIn(field(field(dataset, 'organization'), 'title')),
        made_on: dayOf(textIn(field(dataset, 'metadata_created'))),
        form: [...new Set(formats.filter(Boolean))].join(', '),
        url: `${portal}/dataset/${encodeURIComponent(textIn(field(dataset, 'name')) || id)}`,
      },
    },
  ];
}
