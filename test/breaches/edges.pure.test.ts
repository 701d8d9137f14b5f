import { breachToldAt, isBreachLate } from '../../src/workflow/breach-clock';
import { afterStandstill, type BreachFiring, breachFirings } from '../../src/workflow/breach-ladder';
import { allTold } from '../../src/workflow/breach-rules';
import { codeOf, DISCOVERED, IN_STATE, LAWFUL, NOW, OPEN, on, taken } from './facts';

const ZONE = 'Asia/Jakarta';
const EARLY = '2026-12-11T10:00:00.000Z';
const LATER = '2026-12-11T20:00:00.000Z';

describe('to the instant', () => {
  test('a breach may be discovered now, and the very moment the law came into force', () => {
    expect(codeOf(IN_STATE.none, { do: 'record', discovered_at: NOW }, on('ppid'))).toBeNull();
    expect(codeOf(IN_STATE.none, { do: 'record', discovered_at: '2022-10-16T15:00:00.000Z' }, on('ppid'))).toBeNull();
    expect(codeOf(IN_STATE.none, { do: 'record', discovered_at: '2022-10-16T14:59:59.999Z' }, on('ppid'))).toBe(
      'before_the_law',
    );
  });

  test('a notice may be sent the moment of the discovery, and now', () => {
    const sent = (sent_at: string) => codeOf(OPEN, { do: 'notify_public', sent_at, instead: false }, on('ppid'));
    expect([DISCOVERED, NOW].map(sent)).toEqual([null, null]);
  });

  test('a mail has left late after the last good instant, and only if it was counted in time', () => {
    const left = (left_at: string, over: object = {}, of: 'subjects' | 'agency' = 'subjects') =>
      codeOf({ ...IN_STATE.notified, ...over }, { do: 'mail_left', of, left_at }, on('system'));
    const due = IN_STATE.notified.due_at;
    expect(left(due)).toBe('not_late');
    expect(left('2026-12-14T02:00:00.001Z')).toBeNull();
    expect(left('2026-12-15T00:00:00.000Z', { subjects_notified_at: due })).toBeNull();
    expect(left('2026-12-15T00:00:00.000Z', { subjects_notified_at: '2026-12-14T02:00:00.001Z' })).toBe('not_late');
    // Each of the two by its own notice.
    const agency = { agency_notified_at: '2026-12-14T02:00:00.001Z' };
    expect(left('2026-12-15T00:00:00.000Z', agency, 'agency')).toBe('not_late');
    expect(left('2026-12-15T00:00:00.000Z', agency, 'subjects')).toBeNull();
    expect(
      taken(IN_STATE.notified, { do: 'mail_left', of: 'agency', left_at: NOW.replace('12T', '15T') }, on('system')),
    ).toMatchObject({ agency_notified_at: '2026-12-15T02:00:00.000Z', subjects_notified_at: EARLY });
  });

  test('the repeats go up to the very moment asked for, and without an end only the next fires', () => {
    const until = (end: string | null) =>
      breachFirings(OPEN, ZONE, '2026-12-15T00:00:00.000Z', end).map((one) => one.fire_at);
    expect(until('2026-12-15T02:00:00.001Z')).toEqual(['2026-12-15T02:00:00.001Z']);
    expect(until('2026-12-15T02:00:00.000Z')).toEqual([]);
    expect(until(null)).toEqual(['2026-12-15T02:00:00.001Z']);
    expect(breachFirings(OPEN, ZONE, DISCOVERED, null)).toHaveLength(1);
  });
});

test('a term that an installation shortened lets its rungs fall in another order', () => {
  const short = { ...OPEN, due_at: '2026-12-11T14:00:00.000Z' };
  const rungs = breachFirings(short, ZONE, DISCOVERED, '2026-12-12T14:00:00.000Z').map(({ rung, fire_at }) => [
    rung,
    fire_at,
  ]);
  expect(rungs).toEqual([
    ['breach_hours_left', '2026-12-11T08:00:00.000Z'],
    ['breach_overdue', '2026-12-11T14:00:00.001Z'],
    ['breach_first_day', '2026-12-12T02:00:00.000Z'],
  ]);
});

test('after a stand-still the newest of the repeating rung is sent, whatever came after it', () => {
  const one = (step: string, repeats: boolean): BreachFiring => ({
    ...{ rung: step, step, due_on: '2026-12-14', to: ['superior'], fire_at: NOW, repeats },
  });
  const [first, second, named] = [one('again_1', true), one('again_2', true), one('named', false)];
  expect(afterStandstill([first, second, named])).toEqual({ send: [second, named], skip: [first] });
});

describe('when the last was told', () => {
  const told = (subjects: string | null, agency: string | null) =>
    breachToldAt({ subjects_notified_at: subjects, agency_notified_at: agency });

  test('the later of the people and the agency; never while one of them waits', () => {
    expect([told(EARLY, LATER), told(LATER, EARLY)]).toEqual([LATER, LATER]);
    expect([told(null, LATER), told(LATER, null), told(null, null)]).toEqual([null, null, null]);
    // Half told is not told: after the end it is late.
    const half = { ...OPEN, subjects_notified_at: EARLY };
    expect([isBreachLate(half, OPEN.due_at), isBreachLate(half, '2026-12-14T02:00:00.001Z')]).toEqual([false, true]);
  });

  test('of the people: the latest of them, null while one waits', () => {
    expect(allTold({ waiting: 1, last_told_at: EARLY }, NOW)).toBeNull();
    expect(allTold({ waiting: 0, last_told_at: EARLY }, LATER)).toBe(LATER);
    expect(allTold({ waiting: 0, last_told_at: LATER }, EARLY)).toBe(LATER);
    expect(allTold({ waiting: 0, last_told_at: null }, EARLY)).toBe(EARLY);
    expect(allTold({ waiting: 0, last_told_at: EARLY }, null)).toBe(EARLY);
    expect(allTold({ waiting: 0, last_told_at: null }, null)).toBeNull();
  });
});

test('only a notice by e-mail needs the agency’s address', () => {
  const way = (name: string) =>
    codeOf(OPEN, { ...LAWFUL.notify_agency, way: name } as never, on('ppid', { agency_email: false }));
  expect(['email', 'portal', 'post', 'hand'].map(way)).toEqual(['agency_has_no_email', null, null, null]);
});
