import {
  AGENCY_WAYS,
  type BreachContext,
  type BreachFacts,
  type BreachRefusal,
  MOST_ADDRESSEES,
  type Rest,
} from './breach-facts';

type Rule<S> = (facts: BreachFacts, step: S, ctx: BreachContext) => BreachRefusal | null;
type Discovery = { discovered_at: string };
type Sending = { sent_at: string };

const no = (broken: boolean, code: BreachRefusal): BreachRefusal | null => (broken ? code : null);

/** UU 27/2022 Pasal 76: in force from its day of promulgation, 17 October 2022. Midnight of that day in the easternmost zone. */
const IN_FORCE = '2022-10-16T15:00:00.000Z';

export const discoveryPast: Rule<Discovery> = (_f, s, c) => no(s.discovered_at > c.now, 'discovered_in_future');

export const underTheLaw: Rule<Discovery> = (_f, s) => no(s.discovered_at < IN_FORCE, 'before_the_law');

/** A later discovery would give the office more time: only an earlier one is taken. */
export const earlier: Rule<Discovery> = (f, s) => no(s.discovered_at >= f.discovered_at, 'not_earlier');

/** Pasal 46 ayat (2): the notice says at least what data, when and how, and what is done about it. */
export const described: Rule<unknown> = (_f, _s, c) => no(!c.described, 'notice_incomplete');

export const somebodyToTell: Rule<unknown> = (_f, _s, c) => no(c.tally.addressees === 0, 'no_addressees');

export const mailWaits: Rule<unknown> = (_f, _s, { tally }) => {
  if (tally.waiting_email > 0) return null;
  return tally.waiting_post > 0 ? 'no_mail_waiting' : 'everyone_told';
};

export const someGiven: Rule<{ count: number }> = (_f, s) => no(s.count < 1, 'no_addressees');

export const notTooMany: Rule<{ count: number }> = (_f, s, c) =>
  no(c.tally.addressees + s.count > MOST_ADDRESSEES, 'too_many_addressees');

export const someChosen: Rule<{ count: number }> = (_f, s) => no(s.count < 1, 'nobody_chosen');

export const noneTold: Rule<{ told: number }> = (_f, s) => no(s.told > 0, 'already_told');

export const noneGone: Rule<{ gone: number }> = (_f, s) => no(s.gone > 0, 'already_told');

export const sentPast: Rule<Sending> = (f, s, c) => {
  if (s.sent_at > c.now) return 'sent_in_future';
  return no(s.sent_at < f.discovered_at, 'sent_before_discovery');
};

/** A notice by mail that has not left may be replaced by another way. */
export const agencyWaits: Rule<unknown> = (f, _s, c) =>
  no(f.agency_notified_at !== null && !c.tally.agency_unsent, 'agency_told');

export const agencyWay: Rule<{ way: string }> = (_f, s, c) => {
  if (!(AGENCY_WAYS as readonly string[]).includes(s.way)) return 'agency_way_unknown';
  if (s.way === 'email' && c.tally.agency_unsent) return 'agency_told';
  return no(s.way === 'email' && !c.agency_email, 'agency_has_no_email');
};

export const publicWaits: Rule<unknown> = (f) => no(f.public_notified_at !== null, 'public_told');

/** An announcement replaces single notices only where nobody can be named. */
export const nobodyKnown: Rule<unknown> = (_f, _s, c) => no(c.tally.addressees > 0, 'addressees_known');

/** Once a data subject was told there was a breach, it cannot be taken back as none. */
export const noSubjectTold: Rule<unknown> = (f, _s, c) =>
  no(f.subjects_notified_at !== null || c.tally.last_told_at !== null, 'subjects_told');

export const mailHasLeft: Rule<unknown> = (_f, _s, c) =>
  no(c.tally.unsent > 0 || c.tally.agency_unsent, 'mail_not_left');

/** Counted in time, left late. */
export const leftLate: Rule<{ of: 'subjects' | 'agency'; left_at: string }> = (f, s) => {
  const counted = s.of === 'subjects' ? f.subjects_notified_at : f.agency_notified_at;
  return no(counted === null || counted > f.due_at || s.left_at <= f.due_at, 'not_late');
};

/** When all data subjects have been told, if those whom the step leaves out have; null when somebody still waits. */
export function allTold({ waiting, last_told_at }: Rest, now: string | null): string | null {
  if (waiting > 0) return null;
  if (now === null || last_told_at === null) return now ?? last_told_at;
  return now > last_told_at ? now : last_told_at;
}
