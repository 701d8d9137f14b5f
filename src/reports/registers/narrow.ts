import type { Register } from './register';

/** To what a register is narrowed; null where it is not. */
export type Narrowed = { year: number | null; bodyId: number | null; state: string | null; imported: boolean | null };

/** The same as an address or a form says it. */
export type Filter = { tahun: string; badan: string; status: string; sumber: string };

export const ALL_YEARS = 'semua';

const said = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');

/**
 * Reads a filter. Without a year the running one is meant. `unknown` names what was said and is no choice of this register:
 * it is as if it were not there, and whoever answers says so.
 */
export function readFilter(
  asked: Record<string, unknown>,
  register: Register<never>,
  bodies: readonly { id: number; slug: string }[],
  thisYear: number,
): { filter: Filter; narrowed: Narrowed; unknown: (keyof Filter)[] } {
  const year = said(asked.tahun);
  const tahun = year === ALL_YEARS || /^(19|20)\d\d$/.test(year) ? year : String(thisYear);
  const body = register.byBody ? bodies.find(({ slug }) => slug === said(asked.badan)) : undefined;
  const state = register.states.find((one) => one === said(asked.status)) ?? null;
  const sumber = register.imported && ['langsung', 'impor'].includes(said(asked.sumber)) ? said(asked.sumber) : '';
  const filter: Filter = { tahun, badan: body?.slug ?? '', status: state ?? '', sumber };
  const asks: Record<keyof Filter, boolean> = {
    ...{ tahun: true, badan: register.byBody, status: register.states.length > 0, sumber: register.imported },
  };
  const names = Object.keys(asks) as (keyof Filter)[];
  return {
    filter,
    unknown: names.filter((name) => asks[name] && said(asked[name]) !== '' && said(asked[name]) !== filter[name]),
    narrowed: {
      year: tahun === ALL_YEARS ? null : Number(tahun),
      bodyId: body?.id ?? null,
      state,
      imported: sumber === '' ? null : sumber === 'impor',
    },
  };
}
