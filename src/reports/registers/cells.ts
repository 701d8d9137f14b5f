import { between, type Calendar, NoCalendarError } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import { openIdentity } from '../../requests/identity';
import type { Keys } from '../../secrets/keys';
import { type Cell, columnsFor, type Register, type Sight, type Words } from './register';

type Sealed = { public_id: string; case_key_sealed: string | null; identity_sealed: string | null };

/** Writes the cells of lines, one after another: words are looked up once, days between the same two days counted once. */
export function cellWriter(
  register: Register<never>,
  { sight, t, cal, keys }: { sight: Sight; t: Translate; cal: Calendar; keys: Keys },
) {
  const columns = columnsFor(register, sight);
  const said = new Map<string, string>();
  const remembered = ((key: string, vars?: Record<string, unknown>) => {
    if (vars) return t(key, vars);
    const known = said.get(key) ?? t(key);
    said.set(key, known);
    return known;
  }) as Translate;
  const words: Words = { t: remembered, sight, keys, identity: null, days: dayCounter(cal) };
  return {
    columns,
    cells: (row: unknown): Cell[] => {
      words.identity = register.person && sight !== 'none' ? openIdentity(keys, row as Sealed) : null;
      return columns.map((column) => column.value(row as never, words));
    },
  };
}

/** A register asks for the same pairs of days again and again; the memory is bounded by beginning anew. */
function dayCounter(cal: Calendar): Words['days'] {
  const counted = new Map<string, number | null>();
  return (from, to) => {
    const pair = from + to;
    const known = counted.get(pair);
    if (known !== undefined) return known;
    if (counted.size > 50_000) counted.clear();
    const days = count(cal, from, to);
    counted.set(pair, days);
    return days;
  };
}

function count(cal: Calendar, from: string, to: string): number | null {
  try {
    return between(cal, from, to);
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}
