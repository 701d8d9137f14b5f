import type { RequestFacts } from '../../src/workflow/facts';
import type { RequestStep } from '../../src/workflow/steps';
import type { Days } from './days';
import { type At, badCount, exemptionLacks, type Letter, sendingLacks, type Verbs } from './rules';

type F = RequestFacts;

const WAITS = 'registered incomplete in_process awaiting_approval';
const IN_HAND = 'registered in_process';
const GROUNDS = ['not_held', 'status_undecided'];
const BECAUSE = ['not_held', 'not_documented', 'exempt'];
const OUTCOMES = ['granted', 'granted_partly', 'refused', 'not_held', 'not_documented', 'redirected'];

/** Last day to object when day 0 is `from`. */
const window = (days: Days, from: string) => days.after(from, 30);

/** The notice is given today; it opens the window when it reaches him: by e-mail today, on paper when that is recorded. */
function notice(f: F, outcome: string, { days, today, email }: At, provide?: number): Partial<F> {
  return {
    state: outcome as F['state'],
    outcome: outcome as F['outcome'],
    notified_on: today,
    notice_reached_on: email ? today : null,
    object_by: email ? window(days, today) : f.object_by,
    object_told_on: null,
    proposal_kind: null,
    ...(provide === undefined ? {} : { promised_on: days.after(today, provide), provide_days: provide }),
  };
}

const noticeLetter = (f: F, _s: unknown, { email }: At): Letter => ({
  kind: f.state,
  names: [email ? f.object_by : null, f.promised_on],
});

/** Day 0 of the window: arrival of the notice, or a delivery after the promised day; without a notice the end of the term. */
function windowDay(f: F): string | null {
  const late = f.delivered_on !== null && f.promised_on !== null && f.delivered_on > f.promised_on;
  if (late && f.delivered_on !== null && f.delivered_on > (f.notice_reached_on ?? '')) return f.delivered_on;
  return f.notice_reached_on ?? (f.notified_on === null ? f.due_on : null);
}

/** The last day to object as the facts have it now; what was there stays while day 0 is unknown. */
export function windowOf(f: F, days: Days): string | null {
  const from = windowDay(f);
  return from === null ? f.object_by : window(days, from);
}

/** What the contract says of a request, verb by verb. */
export const REQUEST: Verbs<F, RequestStep> = {
  open: { by: 'petugas ppid', from: '*' },
  add_papers: { by: 'requester petugas ppid', from: 'registered incomplete in_process' },
  complete_papers: {
    by: 'requester petugas ppid',
    from: 'incomplete',
    unless: (f, _s, { today }) => [f.repair_due_on !== null && today > f.repair_due_on && 'repair_is_over'],
    makes: (_f, _s, { days, today, now }) => ({
      state: 'registered',
      repair_due_on: null,
      check_from: today,
      check_due_on: days.after(today, 3),
      ladder_since: now,
    }),
  },
  declare_complete: {
    by: 'ppid',
    from: 'registered',
    makes: (f, _s, { days, today }) => ({
      state: 'in_process',
      complete_on: today,
      complete_by: 'declared',
      perki_due_on: perki(days, today, f),
    }),
  },
  declare_incomplete: {
    by: 'ppid',
    from: 'registered',
    unless: (f, s, { today }) => [
      (f.check_due_on === null || today > f.check_due_on) && 'check_is_over',
      s.missing.length === 0 && 'missing_papers_not_named',
    ],
    makes: (_f, _s, { days, today, email }) => ({
      state: 'incomplete',
      incomplete_on: today,
      incomplete_reached_on: email ? today : null,
      repair_due_on: email ? days.after(today, 3) : null,
    }),
    writes: (f) => ({ kind: 'incomplete', names: [f.repair_due_on, f.due_on] }),
  },
  assign: {
    by: 'petugas ppid',
    from: IN_HAND,
    makes: (_f, s) => ({ assigned_body_id: s.body_id, returned_on: null }),
  },
  return: {
    by: 'opd',
    from: IN_HAND,
    unless: (f, _s, { actor }) => [
      f.assigned_body_id === null && 'not_assigned',
      f.assigned_body_id !== actor.bodyId && 'not_your_body',
    ],
    makes: (_f, _s, { today }) => ({ assigned_body_id: null, returned_on: today }),
  },
  propose_answer: {
    by: 'opd',
    from: IN_HAND,
    unless: (f, _s, { actor }) => {
      const holder = f.assigned_body_id ?? (f.returned_on === null ? f.body_id : null);
      return [(holder === null || holder !== actor.bodyId) && 'not_your_body'];
    },
  },
  extend: {
    by: 'ppid',
    from: 'registered in_process awaiting_approval',
    unless: (f, s, { today }) => [
      !GROUNDS.includes(s.ground) && 'extension_ground_unknown',
      f.extended_on !== null && 'already_extended',
      today > f.due_on && 'term_is_over',
    ],
    makes: (f, s, { days, today, now }) => ({
      extended_on: today,
      extended_from: f.due_on,
      extension_ground: s.ground,
      due_on: days.after(f.due_on, 7),
      due_told_on: null,
      perki_due_on: f.perki_due_on === null ? null : days.after(f.perki_due_on, 7),
      ladder_since: now,
    }),
    writes: (f) => ({ kind: 'extension', names: [f.extended_from, f.due_on, f.perki_due_on] }),
  },
  grant: {
    by: 'ppid',
    from: IN_HAND,
    unless: (_f, s) => [badCount(s.provide_days, 'provide_days_out_of_range')],
    makes: (f, s, at) => notice(f, 'granted', at, s.provide_days),
    writes: noticeLetter,
  },
  grant_partly: {
    by: 'ppid',
    from: IN_HAND,
    unless: (_f, s, { today }) => [
      !BECAUSE.includes(s.because) && 'partly_because_unknown',
      badCount(s.provide_days, 'provide_days_out_of_range'),
      ...(s.because === 'exempt'
        ? [...exemptionLacks(s.exemption, today), s.redactions.length === 0 && ('redactions_missing' as const)]
        : []),
    ],
    makes: (f, s, at) =>
      s.because === 'exempt'
        ? { state: 'awaiting_approval', proposal_kind: 'granted_partly', proposed_by: at.actor.userId }
        : notice(f, 'granted_partly', at, s.provide_days),
    writes: (f, s, at) => (s.because === 'exempt' ? null : noticeLetter(f, s, at)),
  },
  propose_refusal: {
    by: 'ppid',
    from: IN_HAND,
    unless: (_f, s, { today }) => exemptionLacks(s.exemption, today),
    makes: (_f, _s, { actor }) => ({
      state: 'awaiting_approval',
      proposal_kind: 'refused',
      proposed_by: actor.userId,
    }),
  },
  approve_refusal: {
    by: 'atasan',
    from: 'awaiting_approval',
    unless: (f, s, { actor }) => [
      actor.userId === f.proposed_by && 'same_person_approves',
      f.proposal_kind === 'granted_partly' && badCount(s.provide_days, 'provide_days_out_of_range'),
    ],
    makes: (f, s, at) =>
      f.proposal_kind === 'refused' ? notice(f, 'refused', at) : notice(f, 'granted_partly', at, s.provide_days),
    writes: noticeLetter,
  },
  reject_refusal: {
    by: 'atasan',
    from: 'awaiting_approval',
    makes: (f) => ({
      state: f.complete_on === null ? 'registered' : 'in_process',
      proposal_kind: null,
      proposed_by: null,
    }),
  },
  not_held: { by: 'ppid', from: IN_HAND, makes: (f, _s, at) => notice(f, 'not_held', at), writes: noticeLetter },
  not_documented: {
    by: 'ppid',
    from: IN_HAND,
    unless: (_f, s, { today }) => [s.available_on <= today && 'available_day_not_ahead'],
    makes: (f, _s, at) => notice(f, 'not_documented', at),
    writes: (f, s, at) => ({ kind: 'not_documented', names: [...noticeLetter(f, s, at).names, s.available_on] }),
  },
  redirect: { by: 'ppid', from: IN_HAND, makes: (f, _s, at) => notice(f, 'redirected', at), writes: noticeLetter },
  deliver: {
    by: 'petugas ppid',
    from: 'granted granted_partly',
    makes: (f, _s, { days, today }) => {
      const object_by = windowOf({ ...f, state: 'delivered', delivered_on: today }, days);
      return { state: 'delivered', delivered_on: today, object_by, object_told_on: null };
    },
    writes: (f, _s, { today }) => ({ kind: 'delivered', names: [today, f.object_by] }),
  },
  confirm_receipt: { by: 'requester', from: 'delivered' },
  withdraw: {
    by: 'requester',
    from: WAITS,
    makes: (_f, _s, { today }) => ({ state: 'withdrawn', withdrawn_on: today, object_by: null, proposal_kind: null }),
    writes: () => ({ kind: 'withdrawn', names: [] }),
  },
  record_letter: {
    by: 'petugas ppid',
    from: '*',
    unless: (f, s, { today }) => {
      const written = s.letter === 'incomplete' ? f.incomplete_on : s.letter === f.outcome ? f.notified_on : null;
      return sendingLacks(s, written, today);
    },
    makes: (f, s, { days }) => {
      if (s.reached_on === null) return {};
      if (s.letter === 'incomplete' && f.state === 'incomplete' && f.repair_due_on === null) {
        return { incomplete_reached_on: s.reached_on, repair_due_on: days.after(s.reached_on, 3) };
      }
      if (!OUTCOMES.includes(s.letter) || f.notified_on === null || f.notice_reached_on !== null) return {};
      const reached = { ...f, notice_reached_on: s.reached_on };
      return { notice_reached_on: s.reached_on, object_by: windowOf(reached, days), object_told_on: null };
    },
  },
  // The mail left on a later day than it was written: his days begin that day, and never an earlier one.
  mail_left: {
    by: 'system',
    from: '*',
    makes: (f, s, { days }) => {
      if (s.letter === 'incomplete' && f.state === 'incomplete' && f.repair_due_on !== null) {
        const repair_due_on = days.after(s.reached_on, 3);
        return repair_due_on > f.repair_due_on ? { incomplete_reached_on: s.reached_on, repair_due_on } : {};
      }
      if (s.letter !== f.outcome || f.notice_reached_on === null || s.reached_on <= f.notice_reached_on) return {};
      const reached = { ...f, notice_reached_on: s.reached_on };
      return { notice_reached_on: s.reached_on, object_by: windowOf(reached, days), object_told_on: null };
    },
  },
  correct_receipt: {
    by: 'ppid',
    from: WAITS,
    unless: (f, s) => [s.received_on > f.recorded_on && 'received_after_recorded'],
    makes: (f, s, { days, today, now }) => {
      const first = days.after(s.received_on, 10);
      const due_on = f.extended_on === null ? first : days.after(first, 7);
      // What he was told of his window is not taken back, unless the term runs again.
      const open = f.object_by !== null && today > due_on ? [f.object_by, window(days, due_on)].sort().at(-1) : null;
      return {
        received_on: s.received_on,
        due_on,
        due_told_on: due_on === f.due_on ? f.due_told_on : (f.due_told_on ?? f.due_on),
        extended_from: f.extended_on === null ? null : first,
        object_by: open ?? null,
        ladder_since: now,
      };
    },
  },
  complete_by_silence: {
    by: 'system',
    from: 'registered awaiting_approval',
    makes: (f, _s, { days }) => {
      const day = f.check_due_on as string;
      return {
        ...(f.state === 'registered' ? { state: 'in_process' as const } : {}),
        complete_on: day,
        complete_by: 'silence',
        perki_due_on: perki(days, day, f),
      };
    },
  },
  lapse: {
    by: 'system',
    from: 'incomplete',
    makes: (f) => ({ state: 'lapsed', lapsed_on: f.repair_due_on, object_by: null }),
    writes: (_f, _s, _at, before) => ({ kind: 'lapsed', names: [before.repair_due_on] }),
  },
  pass_term: {
    by: 'system',
    from: WAITS,
    makes: (f, _s, { days }) => ({ object_by: window(days, f.due_on), object_told_on: null }),
  },
  close: {
    by: 'system',
    from: 'delivered refused not_held not_documented redirected',
    makes: (f) => ({
      state: 'closed',
      closed_on: [f.object_by, f.objection_ended_on]
        .filter((day) => day !== null)
        .sort()
        .at(-1) as string,
    }),
  },
  objection_filed: {
    by: 'system',
    from: '*',
    makes: (f) => ({ open_objections: f.open_objections + 1 }),
  },
  objection_ended: {
    by: 'system',
    from: '*',
    makes: (f, s) => ({
      open_objections: f.open_objections - 1,
      objection_ended_on: [f.objection_ended_on ?? s.on, s.on].sort().at(-1) as string,
    }),
  },
};

/** The outer date: ten days from the day it was complete, seven more after an extension. */
function perki(days: Days, from: string, { extended_on }: F): string {
  const ten = days.after(from, 10);
  return extended_on === null ? ten : days.after(ten, 7);
}

/** A request as it is recorded. */
export function filed(
  input: { received: string; opened: boolean; body: number | null },
  { days, today, now }: Pick<At, 'days' | 'today' | 'now'>,
): F {
  return {
    state: 'registered',
    outcome: null,
    body_id: input.body,
    assigned_body_id: null,
    returned_on: null,
    received_on: input.received,
    recorded_on: today,
    check_from: today,
    check_due_on: days.after(today, 3),
    complete_on: null,
    complete_by: null,
    incomplete_on: null,
    incomplete_reached_on: null,
    repair_due_on: null,
    due_on: days.after(input.received, 10),
    due_told_on: null,
    perki_due_on: null,
    extended_on: null,
    extended_from: null,
    extension_ground: null,
    notified_on: null,
    notice_reached_on: null,
    promised_on: null,
    provide_days: null,
    delivered_on: null,
    object_by: null,
    object_told_on: null,
    open_objections: 0,
    objection_ended_on: null,
    lapsed_on: null,
    withdrawn_on: null,
    closed_on: null,
    first_opened_at: input.opened ? now : null,
    ladder_since: now,
    terms: null,
    proposal_kind: null,
    proposed_by: null,
  };
}

export { windowDay };
