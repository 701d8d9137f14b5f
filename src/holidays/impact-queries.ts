import type { Calendar } from '../calendar/working-days';
import type { Deps } from '../deps';
import type { MovableKind, MovePreview } from './movable';

/** How many open cases of a kind a preview looks at: above that it says that there are more. */
const MOST_LOOKED_AT = 20_000;
const SAMPLE = 20;

/** What the calendar as it would be does to the open cases of all kinds together. Nothing is written. */
export async function impactOf(deps: Deps, cal: Calendar, kinds: readonly MovableKind[]): Promise<MovePreview> {
  const all: MovePreview = { seen: 0, moved: 0, more: false, sample: [] };
  for (const kind of kinds) {
    const found = await kind.preview(deps, cal, MOST_LOOKED_AT);
    all.seen += found.seen;
    all.moved += found.moved;
    all.more ||= found.more;
    all.sample.push(...found.sample.slice(0, SAMPLE - all.sample.length));
  }
  return all;
}
