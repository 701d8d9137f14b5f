import type { Request } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { decodeCursor, rowId } from '../web/pagination';
import { type CompareView, compareView } from './compare-pages';
import { differences } from './compare-queries';
import { readRowsAddress } from './forms';
import type { DipVersion } from './queries';
import { bodyOptions, type RowsView, rowsView } from './row-pages';
import { groupsOf, rowsPage } from './row-queries';

export const ROWS = 50;
const DIFFERENCES = 25;
const PLACE = z.object({ n: rowId() });

export const wordsOf = (deps: Deps, req: Request) => {
  const t = translate(req);
  return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
};

/** Where a list goes on; 0 at its beginning. */
export const placeOf = (req: Request): number => decodeCursor(PLACE, req.query.sesudah)?.n ?? 0;

/** One page of a version's rows with its filter, for everybody and for staff. */
export async function readRows(
  deps: Deps,
  req: Request,
  version: DipVersion,
  { action, carried }: { action: string; carried: Record<string, string> },
): Promise<RowsView> {
  const { t, fmt } = wordsOf(deps, req);
  const bodies = bodyOptions(await groupsOf(deps.db, version.id));
  const asked = readRowsAddress(
    req.query,
    bodies.map(({ value }) => value),
    t,
  );
  const after = placeOf(req);
  const filter = {
    bodyId: asked.typed.badan ? Number(asked.typed.badan) : null,
    category: asked.category,
    words: asked.words,
  };
  const found = asked.wrong
    ? { rows: [], next: null }
    : await rowsPage(deps.db, version, filter, { after, limit: ROWS });
  return rowsView(asked, found, { action, carried, bodies, beyondFirst: after > 0 }, t, fmt);
}

/** One page of the differences between two versions. */
export async function readDifferences(
  deps: Deps,
  req: Request,
  [before, after]: readonly [DipVersion, DipVersion],
  context: Pick<CompareView, 'back' | 'before' | 'after' | 'choice'> & {
    path: string;
    query: Record<string, number | null>;
  },
): Promise<CompareView> {
  const { t, fmt } = wordsOf(deps, req);
  const from = placeOf(req);
  const found = await differences(deps.db, [before, after], { from, limit: DIFFERENCES });
  return compareView(found, { ...context, beyondFirst: from > 0 }, t, fmt);
}
