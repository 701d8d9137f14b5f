import { z } from 'zod';
import { rowId } from '../../web/pagination';
import { type Figure, figureOf, type Narrow } from './figure';
import { NO_BODY } from './labels';

export const PLACE = z.object({ id: rowId() });
export const RUNG_PLACE = z.object({ at: z.iso.datetime(), id: rowId() });

/** Which rungs an address asks for; null for one that asks for something else. */
export type AskedRung = { step: string; stopped: boolean };

const RUNG = /^escalation\.(fired|stopped)$/;

/** Reads `angka=escalation.fired` or `escalation.stopped`, with the rung in `tangga`. */
export function readRungs({ angka, tangga }: Record<string, unknown>): AskedRung | null {
  const part = RUNG.exec(String(angka ?? ''))?.[1];
  if (part === undefined || typeof tangga !== 'string' || !/^\w{1,100}$/.test(tangga)) return null;
  return { step: tangga, stopped: part === 'stopped' };
}

/** Which cases an address asks for; null for one that no number leads to. */
export type AskedCases = { code: string; figure: Figure; narrow: Narrow };

/** Reads `angka` and the line of the table (`badan`, `bulan`, `pemohon`, `kanal`, `alasan`, `hari`). */
export function readCases(
  query: Record<string, unknown>,
  bodies: ReadonlyMap<number, { slug: string }>,
): AskedCases | null {
  const code = String(query.angka ?? '');
  const figure = figureOf(code);
  if (!figure) return null;
  const narrow: Narrow = {};
  const text = (name: string, shape: RegExp): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && shape.test(value) ? value : undefined;
  };
  const line = {
    month: text('bulan', /^(0[1-9]|1[0-2])$/),
    kind: text('pemohon', /^[a-z_]{1,40}$/),
    channel: text('kanal', /^[a-z_]{1,40}$/),
    ground: text('alasan', /^[a-z]{1,10}$/),
    days: text('hari', /^\d{1,4}$/),
    body: text('badan', /^[a-z0-9-]{1,200}$/),
  };
  const names = {
    bulan: 'month',
    pemohon: 'kind',
    kanal: 'channel',
    alasan: 'ground',
    hari: 'days',
    badan: 'body',
  } as const;
  for (const [name, key] of Object.entries(names))
    if (query[name] !== undefined && line[key] === undefined) return null;
  for (const key of ['month', 'kind', 'channel', 'ground'] as const)
    if (line[key] !== undefined) narrow[key] = line[key];
  if (line.days !== undefined) narrow.days = Number(line.days);
  if (line.body === NO_BODY) narrow.body = null;
  else if (line.body !== undefined) {
    const found = [...bodies].find(([, { slug }]) => slug === line.body);
    if (!found) return null;
    narrow.body = found[0];
  }
  return { code, figure, narrow };
}
