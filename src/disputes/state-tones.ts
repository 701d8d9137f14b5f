import type { Tone } from '../requests/state-tones';
import type { DisputeState } from '../workflow/dispute-facts';

/** The colour of each state; its words stand beside it everywhere. */
export const DISPUTE_TONE: Readonly<Record<DisputeState, Tone>> = {
  window_open: 'progress',
  window_missed: 'ended',
  filed: 'info',
  not_registered: 'ended',
  registered: 'info',
  mediation: 'progress',
  adjudication: 'progress',
  settled: 'good',
  decided: 'info',
  in_court: 'progress',
  final: 'neutral',
  withdrawn: 'ended',
  lapsed: 'ended',
};
