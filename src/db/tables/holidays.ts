/**
 * One change of the kept calendar. `moving`: open cases are being recounted, from `after_id` of `case_kind` on; `telling`:
 * the holders are being told. `seen` and `moved` count cases; `stalled_at` is when the move last met a fault.
 */
export type CalendarChangeRow = {
  id: number;
  public_id: string;
  region_id: number;
  kind: 'add' | 'remove' | 'edit' | 'import' | 'year';
  decree: string;
  reason: string;
  made_by: number | null;
  made_at: string;
  dates: string;
  years: string;
  from_date: string;
  to_date: string;
  version: string;
  state: 'moving' | 'telling' | 'done';
  case_kind: string | null;
  after_id: number;
  seen: number;
  moved: number;
  began_at: string | null;
  stalled_at: string | null;
  finished_at: string | null;
};

/** One date of one case that a change of the calendar moved. `body_id` is who held the case then, null for the desk. */
export type CalendarMovedCaseRow = {
  id: number;
  change_id: number;
  case_kind: string;
  case_id: number;
  number: string;
  body_id: number | null;
  field: string;
  old_on: string;
  new_on: string;
};
