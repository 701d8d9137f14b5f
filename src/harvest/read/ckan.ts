import { readCategory } from '../../catalogue/categories';
import { Refused } from '../refused';
import type { Fetch } from '../transport';
import { dayOf, field, type Item, listOf, MOST_ITEMS, plainText, textIn } from './item';

const ROWS = 100;

/** Everything that `package_search` of a CKAN portal lists, page by page. `address` is the portal, or that action with a query. */
export async function readCkan(address: string, fetch: Fetch): Promise<Item[]> {
  const { action, portal } = placesOf(address);
  const items: Item[] = [];
  for (let start = 0; ; start += ROWS) {
    const page = new URL(action);
    page.searchParams.set('rows', String(ROWS));
    page.searchParams.set('start', String(start));
    const answer = await fetch(page.href);
    if (answer.same) throw new Refused('not_ckan');
    const { count, results } = resultOf(answer.body);
    items.push(...results.flatMap((one) => itemOf(one, portal)));
    // A portal may send more than it was asked for and than it counts.
    const most = Math.max(count, items.length);
    if (most > MOST_ITEMS) throw new Refused('too_many_items', String(most));
    if (results.length === 0 || start + results.length >= count) return items;
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

function resultOf(body: Buffer): { count: number; results: unknown[] } {
  try {
    const { success, result } = JSON.parse(body.toString('utf8'));
    if (success !== true || !Array.isArray(result.results) || !Number.isInteger(result.count)) throw new Error();
    return { count: result.count, results: result.results };
  } catch {
    throw new Refused('not_ckan');
  }
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
