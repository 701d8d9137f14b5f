import type { RequestState } from '../workflow/facts';
import type { ObjectionState } from '../workflow/objection-facts';

export type Tone = 'neutral' | 'info' | 'progress' | 'good' | 'bad' | 'ended';

/** The colour of each state; its words stand beside it everywhere. */
export const STATE_TONE: Readonly<Record<RequestState, Tone>> = {
  registered: 'info',
  incomplete: 'progress',
  lapsed: 'ended',
  in_process: 'progress',
  awaiting_approval: 'progress',
  granted: 'good',
  granted_partly: 'good',
  refused: 'neutral',
  not_held: 'neutral',
  not_documented: 'neutral',
  redirected: 'neutral',
  delivered: 'good',
  withdrawn: 'ended',
  closed: 'ended',
};

/** The same for objections, which a request's page lists. */
export const OBJECTION_TONE: Readonly<Record<ObjectionState, Tone>> = {
  registered: 'progress',
  granted: 'good',
  granted_partly: 'good',
  upheld: 'neutral',
  unanswered: 'bad',
  withdrawn: 'ended',
  closed: 'ended',
};
