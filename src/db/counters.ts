import type { Trx } from './connect';

/**
 * The next number of a region's series in a year. The counter's row stays locked until the transaction ends, so numbers
 * have no gaps and no twins.
 */
export async function nextSerial(trx: Trx, regionId: number, kind: string, year: number): Promise<number> {
  return nextSerials(trx, regionId, kind, year, 1);
}

/** The same for `count` numbers in a row; gives the first of them. */
export async function nextSerials(
  trx: Trx,
  regionId: number,
  kind: string,
  year: number,
  count: number,
): Promise<number> {
  const [row] = await trx('counters')
    .insert({ region_id: regionId, kind, year, last: count })
    .onConflict(['region_id', 'kind', 'year'])
    .merge({ last: trx.raw('counters.last + ?', [count]) })
    .returning('last');
  return row.last - count + 1;
}
