import type { BreachContext, BreachFacts, BreachStep, BreachStepName, Tally } from '../../src/workflow/breach-facts';
import { decideBreach } from '../../src/workflow/breach-machine';
import type { Role } from '../../src/workflow/facts';

export const DISCOVERED = '2026-12-11T02:00:00.000Z';
export const NOW = '2026-12-12T02:00:00.000Z';

export const OPEN: BreachFacts = {
  state: 'open',
  discovered_at: DISCOVERED,
  recorded_at: DISCOVERED,
  due_at: '2026-12-14T02:00:00.000Z',
  terms: null,
  subjects_notified_at: null,
  agency_notified_at: null,
  agency_way: null,
  public_notified_at: null,
  public_instead: 0,
  closed_at: null,
  closed_as: null,
  ladder_since: DISCOVERED,
};

const TOLD = '2026-12-11T10:00:00.000Z';

/** One breach in each state, and before it is recorded. */
export const IN_STATE: Record<BreachFacts['state'], BreachFacts> = {
  none: { ...OPEN, state: 'none' },
  open: OPEN,
  notified: { ...OPEN, state: 'notified', subjects_notified_at: TOLD, agency_notified_at: TOLD, agency_way: 'portal' },
  closed: { ...OPEN, state: 'closed', closed_at: NOW, closed_as: 'handled' },
};

/** Two people wait for a mail and nobody else. */
export const TALLY: Tally = {
  addressees: 2,
  waiting_email: 2,
  waiting_post: 0,
  last_told_at: null,
  unsent: 0,
  agency_unsent: false,
};

export const on = (role: Role, over: Partial<BreachContext> = {}): BreachContext => ({
  now: NOW,
  role,
  tally: TALLY,
  described: true,
  agency_email: true,
  terms: null,
  ...over,
});

const rest = { waiting: 1, last_told_at: null };

/** One lawful way to ask for each step. */
export const LAWFUL: Record<BreachStepName, BreachStep> = {
  record: { do: 'record', discovered_at: DISCOVERED },
  describe: { do: 'describe' },
  add_addressees: { do: 'add_addressees', count: 1 },
  drop_addressees: { do: 'drop_addressees', count: 1, told: 0, rest },
  notify_subjects: { do: 'notify_subjects' },
  record_sending: { do: 'record_sending', count: 1, gone: 0, sent_at: NOW, rest },
  notify_agency: { do: 'notify_agency', way: 'email', sent_at: NOW },
  notify_public: { do: 'notify_public', sent_at: NOW, instead: false },
  correct_discovery: { do: 'correct_discovery', discovered_at: '2026-12-11T01:00:00.000Z' },
  mail_left: { do: 'mail_left', of: 'subjects', left_at: NOW },
  dismiss: { do: 'dismiss' },
  close: { do: 'close' },
};

export function codeOf(facts: BreachFacts, step: BreachStep, ctx: BreachContext): string | null {
  const decision = decideBreach(facts, step, ctx);
  return decision.ok ? null : decision.code;
}

export function taken(facts: BreachFacts, step: BreachStep, ctx: BreachContext): BreachFacts {
  const decision = decideBreach(facts, step, ctx);
  if (!decision.ok) throw new Error(decision.code);
  return decision.after;
}
