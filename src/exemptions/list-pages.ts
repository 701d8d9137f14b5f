import type { ExemptionRow } from '../db/tables/exemptions';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { withQuery } from '../web/pagination';
import { AREAS, type Area, exemptionPath } from './areas';
import type { ExemptionWithBody } from './queries';
import { groundWords, STATE_TONES, termWords } from './words';

/** Tabs of a list: the word in the address, and the states behind it. */
export const TABS: Readonly<Record<string, readonly ExemptionRow['state'][]>> = {
  draf: ['draft'],
  diserahkan: ['draft'],
  teruji: ['tested'],
  berlaku: ['decided'],
  berakhir: ['expired', 'revoked', 'changed', 'applied'],
};

export const LIST_PAGE = 25;
/** Of the drafts those that an agency has handed in. */
export const HANDED_TAB = 'diserahkan';
/** Counts go no further. */
export const COUNTED = 1000;

type Listed = {
  area: Area;
  tab: string;
  rows: readonly ExemptionWithBody[];
  counts: ReadonlyMap<string, number>;
  handed: number;
  after: number | null;
  /** For the superior: whether a delegation lets him see what waits. */
  delegated: boolean;
  masking: number;
};

/** The list of exemptions of an area. */
export function exemptionListView(
  { area, tab, rows, counts, handed, after, delegated, masking }: Listed,
  t: Translate,
  fmt: Format,
) {
  const { path } = AREAS[area];
  const shown = rows.slice(0, LIST_PAGE);
  const tabs = area === 'superior' ? [] : Object.entries(TABS);
  const count = (name: string, states: readonly string[]): string => {
    const n = name === HANDED_TAB ? handed : states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
    return n >= COUNTED ? t('exemptions:list.many', { n: fmt.number(COUNTED) }) : fmt.number(n);
  };
  const here = withQuery(path, { keadaan: tab });
  const last = shown.at(-1)?.id;
  return {
    area,
    lead: t(`exemptions:list.lead.${area}`),
    delegated: area !== 'superior' || delegated,
    mayBegin: area === 'desk' || area === 'body',
    begin: `${path}/baru`,
    desk: area === 'desk',
    masking: area === 'desk' && masking > 0 ? t('exemptions:list.masking', { count: masking }) : null,
    tabs: tabs.map(([name, states]) => ({
      label: t(`exemptions:tab.${name}`),
      href: withQuery(path, { keadaan: name }),
      current: name === tab,
      count: count(name, states),
    })),
    rows: shown.map((row) => ({
      number: { href: exemptionPath(area, row.number), text: row.number },
      title: row.title,
      body: row.body_name,
      ground: groundWords(row, t),
      term: termWords(
        row.state === 'draft' || row.state === 'tested' ? { ...row, ends_on: row.until_on } : row,
        t,
        fmt,
      ),
      state: { status: { label: t(`exemptions:state.${row.state}`), tone: STATE_TONES[row.state], icon: null } },
    })),
    pages: {
      next: rows.length > LIST_PAGE && last ? withQuery(path, { keadaan: tab, sesudah: last }) : null,
      first: after === null ? null : here,
    },
  };
}
