import { readCategory } from '../../catalogue/categories';
import { decode } from '../../catalogue/import/table';
import { Refused } from '../refused';
import type { Fetch, Known } from '../transport';
import { parseXml } from '../xml';
import type { Reading } from './dcat';
import { dayOf, field, type Item, listOf, MOST_ITEMS, plainText, textIn } from './item';

/** The entries of an RSS or Atom feed. */
export async function readFeed(address: string, fetch: Fetch, known: Known): Promise<Reading> {
  const answer = await fetch(address, known);
  if (answer.same) return { same: true };
  const root = await parseXml(decode(answer.body));
  const channel = field(field(root, 'rss'), 'channel') ?? field(root, 'RDF') ?? field(root, 'feed');
  if (channel === undefined) throw new Refused('not_feed');
  const entries = [...listOf(field(channel, 'item')), ...listOf(field(channel, 'entry'))];
  if (entries.length > MOST_ITEMS) throw new Refused('too_many_items', String(entries.length));
  const items = new Map(entries.flatMap((one) => itemOf(one, answer.url)).map((one) => [one.id, one]));
  return { same: false, items: [...items.values()], at: null, etag: answer.etag, lastModified: answer.lastModified };
}

function itemOf(entry: unknown, base: string): Item[] {
  const links = listOf(field(entry, 'link'));
  // Atom's link is an attribute, the one that leads to the thing itself; RSS writes it as text.
  const own = links.find((one) => ['alternate', ''].includes(textIn(field(one, '@rel')))) ?? links[0];
  const href = textIn(field(own, '@href') ?? own);
  const url = href && URL.canParse(href, base) ? new URL(href, base).href : '';
  const id = textIn(field(entry, 'guid')) || textIn(field(entry, 'id')) || url;
  if (!id) return [];
  const terms = listOf(field(entry, 'category')).map((one) => textIn(field(one, '@term') ?? one));
  const said = field(entry, 'summary') ?? field(entry, 'description') ?? field(entry, 'content');
  const day = field(entry, 'published') ?? field(entry, 'pubDate') ?? field(entry, 'date') ?? field(entry, 'updated');
  return [
    {
      id,
      cells: {
        title: plainText(textIn(field(entry, 'title'))),
        category: terms.find((term) => readCategory(term)) ?? null,
        summary: plainText(textIn(said)),
        publisher: textIn(field(field(entry, 'author'), 'name')),
        made_on: dayOf(textIn(day)),
        url,
      },
    },
  ];
}
