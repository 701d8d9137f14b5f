import type { ChangedDay } from '../calendar/change';
import type { Calendar } from '../calendar/working-days';
import type { Trx } from '../db/connect';
import type { Deps } from '../deps';

export type CaseKind = 'request' | 'objection' | 'dispute';

/** A change of the calendar as whoever moves cases needs it. `madeAt`: no body's term moves to before the next working day after it. */
export type MovingChange = {
  id: number;
  publicId: string;
  madeAt: string;
  decree: string | null;
  reason: string;
  dates: readonly ChangedDay[];
};

/** One date of one case that moved; a case with two moved dates gives two. `bodyId` holds the case, null for the desk. */
export type MovedDate = {
  caseId: number;
  number: string;
  bodyId: number | null;
  field: string;
  oldOn: string;
  newOn: string;
};

export type MoveSample = { number: string; field: string; oldOn: string; newOn: string };
export type MovePreview = { seen: number; moved: number; more: boolean; sample: MoveSample[] };

/** A kind of case whose dates hang on the calendar. */
export type MovableKind = {
  kind: CaseKind;
  /**
   * Recounts up to `limit` open cases with an id above `afterId`, each whole and under its own version, and moves those
   * whose dates differ. `lastId` is the last id looked at, null when no case is left. Running it again moves nothing.
   */
  batch(
    deps: Deps,
    trx: Trx,
    change: MovingChange,
    cal: Calendar,
    afterId: number,
    limit: number,
  ): Promise<{ lastId: number | null; seen: number; moved: MovedDate[] }>;
  /**
   * Counts the open cases that would move under the calendar as it would be; writes nothing. Looks at `most` cases, and
   * says with `more` that there are others.
   */
  preview(deps: Deps, cal: Calendar, most: number): Promise<MovePreview>;
  /** Writes to the requesters of moved cases, once for each case; every case comes whole. */
  tellRequesters?(deps: Deps, trx: Trx, change: MovingChange, moved: readonly MovedDate[]): Promise<void>;
};
