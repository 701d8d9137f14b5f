import type { Trx } from './connect';

/**
 * The next number of a region's series in a year. The counter's row stays locked until the transaction ends, so numbers
 * have no gaps and no twins.
 */
export async function nextSerial(trx: Trx, regionId: number, kind: string, year: number): Promise<number> {
  const [row] = await trx('counters')
    .insert({ region_id: regionId, kind, year, last: 1 })
    .onConflict(['region_id', 'kind', 'year'])
    .merge({ last: trx.raw('counters.last + 1') })
    .returning('last');
  return row.last;
}
