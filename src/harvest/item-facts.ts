import { createHash } from 'node:crypto';
import { type DocumentFacts, factsOf } from '../catalogue/document-facts';
import type { Column } from '../catalogue/import/heading-words';
import type { Judged } from '../catalogue/import/judge';
import type { Cells } from '../catalogue/import/row';
import { mayConnect } from './hosts';
import type { Item } from './read/item';

/** Why an item is not taken: a code of the import, or one of a harvest. `reason` is a key with its slice. */
export type Refusal = { id: string; title: string; code: string; reason: string; value: string };

export type Fit = { id: string; key: string; facts: DocumentFacts; hash: string };

/** The cells of an item as those of a row of a list. */
export function itemCells({ cells }: Item): Cells {
  return { get: (column: Column) => cells[column] ?? null, has: (column) => column === 'title' || column in cells };
}

/** What a judged item becomes; the text that names it at its source is cut to a hash where it is too long for a key. */
export function fitOf({ id, cells }: Item, judged: Judged, sourceId: string, loopback: boolean): Fit | Refusal {
  const short = /^[\x21-\x7e]{1,200}$/.test(id) ? id : createHash('sha256').update(id).digest('hex');
  const refuse = (code: string, reason: string, value = ''): Refusal => ({
    ...{ id: short, title: String(cells.title ?? '').slice(0, 300), code, reason, value: value.slice(0, 200) },
  });
  if (!judged.ok) return refuse(judged.code, `catalogue:import.${judged.reason}`, judged.value);
  // Only an exemption decided here closes anything (UU 14/2008 Pasal 19).
  if (judged.ready.row.category === 'dikecualikan') return refuse('exempt', 'harvest:refusal.exempt');
  const flag = judged.flags.find(({ code }) => code === 'url_private' || code === 'url_unreadable');
  // Where tests harvest from loopback, its links lead there too.
  const url =
    judged.ready.row.url ??
    (flag?.code === 'url_private' && mayConnect(new URL(flag.value).hostname, loopback) ? flag.value : null);
  if (!url) {
    return refuse(flag?.code ?? 'url_missing', `harvest:refusal.${flag?.code ?? 'url_missing'}`, flag?.value ?? '');
  }
  const facts = { ...factsOf(judged.ready.row), url };
  return { id: short, key: `harvest:${sourceId}:${short}`, facts, hash: hashOf(facts) };
}

const hashOf = (facts: DocumentFacts): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(facts).sort()))
    .digest('base64url');
