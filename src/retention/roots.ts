import { PAPER_KINDS } from '../requests/papers';
import { DISPUTE_FINAL } from '../workflow/dispute-facts';
import { OBJECTION_FINAL } from '../workflow/objection-facts';
import type { RootName } from './kinds';

/** A kind of case as the due list reads it: where it lies, when it is over, and from which day its time is counted. */
export type Root = {
  name: RootName;
  table: string;
  /** SQL over the row `c`, word for word as migration 041 indexes it. */
  over: string;
  ended: string;
  received: string;
  /** Day 0 is an instant, not a day. */
  instants?: true;
  /** The column of objections and disputes that names this case; null where none can lean on it. */
  leaning: { objections: string | null; disputes: string } | null;
};

/** The kinds of files that prove who asked, word for word as migration 041 indexes them. */
export const PAPERS: readonly string[] = PAPER_KINDS;

const list = (states: readonly string[]) => states.map((state) => `'${state}'`).join(', ');
const objectionEnded = (row: string) =>
  `coalesce(${['closed_on', 'executed_on', 'answered_on', 'unanswered_on', 'withdrawn_on', 'received_on'].map((column) => `${row}.${column}`).join(', ')})`;

export const ROOTS: Readonly<Record<RootName, Root>> = {
  request: {
    ...{ name: 'request', table: 'requests', received: 'c.received_on' },
    over: "c.state IN ('closed', 'lapsed', 'withdrawn')",
    ended: 'coalesce(c.closed_on, c.lapsed_on, c.withdrawn_on, c.notified_on, c.received_on)',
    leaning: { objections: 'request_id', disputes: 'request_id' },
  },
  objection: {
    ...{ name: 'objection', table: 'objections', received: 'c.received_on' },
    over: `c.request_id IS NULL AND c.state IN (${list(OBJECTION_FINAL)})`,
    ended: objectionEnded('c'),
    leaning: { objections: null, disputes: 'objection_id' },
  },
  breach: {
    ...{ name: 'breach', table: 'breaches', received: 'c.recorded_at', instants: true },
    ...{ over: "c.state = 'closed'", ended: 'c.closed_at', leaning: null },
  },
};

/** An objection that keeps its request: still open, to be carried out, or younger than its own time. */
export const OBJECTION_KEEPS = {
  open: `o.state NOT IN (${list(OBJECTION_FINAL)})`,
  ended: objectionEnded('o'),
  received: 'o.received_on',
};

/** The same of a dispute; a ruling that waits to be carried out is open. */
export const DISPUTE_KEEPS = {
  open: `(d.state NOT IN (${list(DISPUTE_FINAL)}) OR (d.state = 'final' AND d.execute_by IS NOT NULL AND d.executed_on IS NULL AND coalesce(d.outcome, '') <> 'upheld'))`,
  // A window that nobody used waits no longer than its objection.
  ended: 'CASE WHEN d.filed_on IS NOT NULL THEN coalesce(d.executed_on, d.ended_on, d.decided_on, d.filed_on) END',
  received: 'd.filed_on',
};
