import { SUBKINDS } from '../../catalogue/subkinds';
import type { ItemLine } from '../../freshness/score';
import { finding, type Source } from '../evidence';
import type { Facts } from '../facts';

const kept = ({ state }: ItemLine): boolean => state === 'present' || state === 'due';

/** Mandatory items over all agencies of the regency, as the freshness of each was reckoned last. */
export const PUBLISHING_SOURCES: readonly Source[] = [
  {
    ...{ code: 'wajib.semua', name: 'items', item: null, mend: { role: 'opd', href: '/opd/kesegaran' } },
    of: (facts) => {
      const items = facts.scores.flatMap(({ detail }) => detail.items);
      const n = items.filter(kept).length;
      return judged(facts, { n, of: items.length, key: 'items', href: '/statistik', last_on: null, lacking: [] });
    },
  },
  ...SUBKINDS.filter(({ mandatory }) => mandatory).map(
    ({ code, category }): Source => ({
      ...{ code: `wajib.${code}`, name: 'item', item: { key: `catalogue:subkind.${code}` } },
      mend: { role: 'opd', href: `/opd/informasi/baru?subjenis=${code}` },
      of: (facts) => {
        const lines = facts.scores.map(({ short_name, detail }) => ({
          name: short_name,
          item: detail.items.find((one) => one.code === code),
        }));
        const has = lines.filter(({ item }) => item && kept(item));
        const days = lines.flatMap(({ item }) => item?.last_on ?? []).sort();
        return judged(facts, {
          ...{ n: has.length, of: lines.length, key: 'item', href: `/informasi?kategori=${category}` },
          last_on: days.at(-1) ?? null,
          lacking: lines.filter((line) => !has.includes(line)).map(({ name }) => name),
        });
      },
    }),
  ),
];

type Judged = {
  n: number;
  of: number;
  key: string;
  href: string;
  last_on: string | null;
  lacking: readonly string[];
};

function judged({ scores, today }: Facts, { n, of, key, href, last_on, lacking }: Judged) {
  const as_of = scores.map(({ reckoned_on }) => reckoned_on).sort()[0] ?? today;
  if (of === 0) return finding({ share: null, found: { key: 'not_reckoned', vars: {} }, as_of, href });
  const share = n / of;
  const words = last_on === null ? key : `${key}_last`;
  const vars = { n, of, share, ...(last_on === null ? {} : { last_on }) };
  return finding({
    share,
    found: { key: n === 0 && key === 'item' ? 'item_none' : words, vars },
    as_of,
    href,
    lacking,
  });
}
