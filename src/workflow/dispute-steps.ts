import type { DisputeFacts, DisputeState } from './dispute-facts';
import type { Row } from './table';

/** One step of a dispute. `on` is the day it happened, entered by whoever knows it. */
export type DisputeStep =
  | { do: 'file_dispute'; on: string }
  | { do: 'register_dispute'; on: string }
  | { do: 'refuse_registration'; on: string }
  | { do: 'mediate'; on: string }
  | { do: 'extend_mediation'; on: string }
  | { do: 'adjudicate'; on: string }
  | { do: 'settle_dispute'; on: string; execute_by: string | null }
  | {
      do: 'decide_dispute';
      on: string;
      outcome: string;
      /** The day the copy of the decision was received: the 14 days to court begin then. */
      received_on: string | null;
      execute_by: string | null;
    }
  /** The copy came after the decision was entered: the day it was received. */
  | { do: 'receive_decision'; on: string }
  | { do: 'go_to_court'; on: string }
  | { do: 'court_decides'; on: string; outcome: string; received_on: string }
  | { do: 'cassation'; on: string }
  /** `early`: before the days to court are over, on a party's written word or the court's. */
  | { do: 'finalize'; on: string; execute_by: string | null; early?: boolean }
  | { do: 'carry_out'; on: string }
  | { do: 'withdraw_dispute'; on: string }
  | { do: 'drop'; on: string }
  /** A day that was entered wrongly: which one, and the day it really was. */
  | { do: 'correct_day'; which: string; on: string }
  | { do: 'window_moved'; from: string }
  | { do: 'miss_window' }
  | { do: 'calendar_changed' };

export type DisputeStepName = DisputeStep['do'];
export type DisputeTransition = Row<DisputeFacts, DisputeStep>;

/** The step that leads to a state, for whoever names only where the dispute stands now. */
export const STEP_TO: Readonly<Partial<Record<DisputeState, DisputeStepName>>> = {
  filed: 'file_dispute',
  not_registered: 'refuse_registration',
  registered: 'register_dispute',
  mediation: 'mediate',
  adjudication: 'adjudicate',
  settled: 'settle_dispute',
  decided: 'decide_dispute',
  in_court: 'go_to_court',
  final: 'finalize',
  withdrawn: 'withdraw_dispute',
  lapsed: 'drop',
};
