import type { MonevRoundRow } from '../db/tables/monev';
import type { Role } from '../web/guards';

export type RoundState = MonevRoundRow['state'];

/** What can be done to a year's answers as a whole. */
export const STEPS = ['hand_in', 'take_back', 'approve', 'return', 'reopen'] as const;
export type RoundStep = (typeof STEPS)[number];

type Rule = { from: RoundState; to: RoundState; by: Role; reason: boolean };

/**
 * The PPID hands the answers in, the superior approves them, which freezes them, or sends them back (Perki 1/2021 Pasal 7
 * and 8: the superior supervises and represents the body). Frozen answers are opened again only by him and for a reason,
 * such as the commission's time for corrections; what was frozen before stays readable.
 */
const RULES: Readonly<Record<RoundStep, Rule>> = {
  hand_in: { from: 'draft', to: 'proposed', by: 'ppid', reason: false },
  take_back: { from: 'proposed', to: 'draft', by: 'ppid', reason: false },
  approve: { from: 'proposed', to: 'frozen', by: 'atasan', reason: false },
  return: { from: 'proposed', to: 'draft', by: 'atasan', reason: true },
  reopen: { from: 'frozen', to: 'draft', by: 'atasan', reason: true },
};

export const ruleOf = (step: RoundStep): Rule => RULES[step];

export const isStep = (name: unknown): name is RoundStep => STEPS.some((step) => step === name);

/** The steps that somebody may take in a state, in the order of the page. */
export const stepsFor = (state: RoundState, roles: readonly Role[]): RoundStep[] =>
  STEPS.filter((step) => RULES[step].from === state && roles.includes(RULES[step].by));
