import { isDate } from '../calendar/working-days';
import type {
  DelegationFacts,
  ExemptionFacts,
  ExemptionRefusal,
  ExemptionStep,
  ExemptionStepName,
  TestSheet,
} from './exemption-facts';
import { groundOf, latestEnd, namesStatute } from './exemption-grounds';
import type { Actor } from './facts';

export type ExemptionContext = { today: string; actor: Actor };
export type StepOf<N extends ExemptionStepName> = Extract<ExemptionStep, { do: N }>;
export type ExemptionRule<S = unknown> = (
  facts: ExemptionFacts,
  step: S,
  ctx: ExemptionContext,
) => ExemptionRefusal | null;

const no = (broken: boolean, code: ExemptionRefusal): ExemptionRefusal | null => (broken ? code : null);
const blank = (text: string | null): boolean => !text?.trim();

/** A PPID Pelaksana prepares tests of its own body (Perki 1/2021 Pasal 12). */
export const ownBody: ExemptionRule = (f, _s, { actor }) =>
  no(actor.role === 'opd' && actor.bodyId !== f.body_id, 'not_your_body');

export const stillWithAgency: ExemptionRule = (f, _s, { actor }) =>
  no(actor.role === 'opd' && f.handed_on !== null, 'handed_in_already');

export const notHandedIn: ExemptionRule = (f) => no(f.handed_on !== null, 'handed_in_already');
export const handedIn: ExemptionRule = (f) => no(f.handed_on === null, 'not_handed_in');

/** What the PPID has opened is under work: an agency takes back only what nobody has looked at. */
export const notSeenYet: ExemptionRule = (f) => no(f.seen_on !== null, 'seen_already');

/** Perki 1/2021 Lampiran II: no column of the sheet may be empty. Every one that is, in the order of the sheet. */
function emptyColumns(f: ExemptionFacts): ExemptionRefusal[] {
  const ground = groundOf(f.letter);
  const badItem = ground && (ground.items === 0 ? f.item !== null : !f.item || f.item < 1 || f.item > ground.items);
  const found: [ExemptionRefusal, boolean][] = [
    ['ground_missing', !ground],
    ['item_unknown', badItem === true],
    ['part_missing', f.partial === 1 && blank(f.part)],
    ['basis_missing', blank(f.legal_basis)],
    ['statute_missing', ground?.term === 'statute' && !namesStatute(f.statute)],
    ['opened_missing', blank(f.if_opened)],
    ['closed_missing', blank(f.if_closed)],
    // UU 14/2008 Pasal 2(4), Perki 1/2021 Pasal 49(2): the greater interest is weighed.
    ['interest_missing', blank(f.public_interest)],
    ['term_basis_missing', f.purpose !== 'open' && blank(f.term_basis)],
    ['testers_missing', f.testers.length === 0],
  ];
  return found.flatMap(([code, broken]) => (broken ? [code] : []));
}

export const sheetComplete: ExemptionRule = (f) => emptyColumns(f)[0] ?? null;

/** PP 61/2010 Pasal 5–9: a to f state their last day, a at most thirty years ahead. `from` is the day of the decision. */
export function termFits(f: ExemptionFacts, from: string, terms: string | null): ExemptionRefusal | null {
  if (f.purpose === 'open') return null;
  if (f.until_on === null) return no(groundOf(f.letter)?.dated === true, 'end_missing');
  if (!isDate(f.until_on) || f.until_on <= from) return 'end_not_ahead';
  const latest = latestEnd(f.letter, from, terms);
  return no(latest !== null && f.until_on > latest, 'end_too_late');
}

/** A sheet whose last day is past could never be enacted: said when it is saved, not first when it is completed. */
export const sheetAhead: ExemptionRule<{ sheet?: TestSheet }> = (f, { sheet }, { today }) => {
  if (!sheet) return null;
  if (f.purpose === 'open') return no(sheet.opens_on !== null && sheet.opens_on < today, 'opens_past');
  return no(sheet.until_on !== null && sheet.until_on <= today, 'end_past');
};

/** Everything a sheet lacks to be handed in or completed today, not only the first. */
export function sheetLacks(f: ExemptionFacts, ctx: ExemptionContext): ExemptionRefusal[] {
  const rest = [termFitsToday, opensAhead].map((rule) => rule(f, {}, ctx));
  return [...emptyColumns(f), ...rest.filter((code) => code !== null)];
}

export const termFitsToday: ExemptionRule = (f, _s, { today }) => termFits(f, today, f.terms);

export const opensAhead: ExemptionRule = (f, _s, { today }) => {
  if (f.purpose !== 'open') return null;
  if (f.opens_on === null || !isDate(f.opens_on)) return 'opens_missing';
  return no(f.opens_on < today, 'opens_past');
};

/** The head's approval may be another official's only by a delegation on file, in force, that names him. */
export const holdsDelegation: ExemptionRule<{ delegation: DelegationFacts | null }> = (
  _f,
  { delegation },
  { today, actor },
) =>
  no(
    delegation === null ||
      delegation.userId !== actor.userId ||
      delegation.from_on > today ||
      (delegation.until_on !== null && delegation.until_on < today),
    'delegation_missing',
  );

/** PP 61/2010 Pasal 7: for c to f the highest head himself fixes how long. */
export const termNotTheHeads: ExemptionRule = (f) => no(groundOf(f.letter)?.term === 'head', 'head_fixes_term');

export const notTheTester: ExemptionRule = (f, _s, { actor }) =>
  no(actor.userId !== null && actor.userId === f.tested_by, 'tester_may_not_approve');

/** PP 61/2010 Pasal 3(2), Perki 1/2021 Pasal 49: the head approves, with name, office, number and day, or his delegate did. */
export const approved: ExemptionRule<StepOf<'decide'>> = (f, { approval }, { actor }) => {
  if (f.approval_kind === 'delegate') {
    return no(actor.userId !== null && actor.userId === f.approved_by, 'approver_may_not_decide');
  }
  const given = approval !== null && [approval.name, approval.office, approval.number].every((text) => !blank(text));
  return no(!given || !isDate(approval.on), 'approval_missing');
};

export const decisionDay: ExemptionRule<StepOf<'decide'>> = (f, s, { today }) => {
  if (blank(s.number)) return 'number_missing';
  if (!isDate(s.decided_on)) return 'day_wrong';
  if (s.decided_on > today || (s.approval?.on ?? '') > today) return 'day_in_future';
  if (f.tested_on !== null && s.decided_on < f.tested_on) return 'before_test';
  const approvedOn = f.approved_on ?? s.approval?.on ?? null;
  return no(approvedOn !== null && s.decided_on < approvedOn, 'before_approval');
};

export const termFitsDecision: ExemptionRule<StepOf<'decide'>> = (f, s, { today }) =>
  // Without a day there is nothing to count from; `decisionDay` says so.
  termFits(f, isDate(s.decided_on) ? s.decided_on : today, s.terms) ??
  no(f.until_on !== null && f.until_on < today, 'end_not_ahead');

/** A public hearing ends letter a (PP 61/2010 Pasal 5(2)); a final ruling ends any (UU 14/2008 Pasal 11(2), Perki 1/2021 Pasal 52(4)). */
export const rulingFits: ExemptionRule<StepOf<'open_by_ruling'>> = (f, s, { today }) => {
  if (s.by !== 'hearing' && s.by !== 'ruling') return 'ruling_unknown';
  if (s.by === 'hearing' && f.letter !== 'a') return 'hearing_only_for_a';
  if (blank(s.number)) return 'number_missing';
  if (!isDate(s.on)) return 'day_wrong';
  return no(s.on > today, 'day_in_future');
};

/** PP 61/2010 Pasal 11(3): public by itself the day after its last day, never before. */
export const termIsOver: ExemptionRule = (f, _s, { today }) =>
  no(f.ends_on === null || today <= f.ends_on, 'not_due_yet');

export const notMaskedYet: ExemptionRule = (f) => no(f.masked_on !== null, 'masked_already');
