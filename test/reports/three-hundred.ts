import type { Cast } from '../../src/jobs/simulate/cast';
import { playOn } from '../../src/jobs/simulate/play';
import { readScenario } from '../../src/jobs/simulate/scenario';
import type { Role } from '../../src/workflow/facts';
import type { TestApp } from '../support/app';
import { addressOf } from '../support/cast';

/**
 * Twelve times twenty-five requests of 2026. In every month all are filed on one day, and each has its fate so many working
 * days later. The dates were counted on the printed calendar of 2026, the day that is added in August left out:
 * `[received, 1, 2, 3, 4, 5, 8, 9, 10, 12, 15, 17, 20]`.
 */
const AFTER = [0, 1, 2, 3, 4, 5, 8, 9, 10, 12, 15, 17, 20] as const;
type After = (typeof AFTER)[number];
const DAYS = [
  '01-06 01-07 01-08 01-09 01-12 01-13 01-19 01-20 01-21 01-23 01-28 01-30 02-04',
  '02-03 02-04 02-05 02-06 02-09 02-10 02-13 02-18 02-19 02-23 02-26 03-02 03-05',
  '03-03 03-04 03-05 03-06 03-09 03-10 03-13 03-16 03-17 03-26 03-31 04-02 04-08',
  '04-07 04-08 04-09 04-10 04-13 04-14 04-17 04-20 04-21 04-23 04-28 04-30 05-06',
  '05-05 05-06 05-07 05-08 05-11 05-12 05-19 05-20 05-21 05-25 06-02 06-04 06-09',
  '06-02 06-03 06-04 06-05 06-08 06-09 06-12 06-15 06-17 06-19 06-24 06-26 07-01',
  '07-07 07-08 07-09 07-10 07-13 07-14 07-17 07-20 07-21 07-23 07-28 07-30 08-04',
  '08-04 08-05 08-06 08-07 08-10 08-11 08-18 08-19 08-20 08-24 08-28 09-01 09-04',
  '09-01 09-02 09-03 09-04 09-07 09-08 09-11 09-14 09-15 09-17 09-22 09-24 09-29',
  '10-06 10-07 10-08 10-09 10-12 10-13 10-16 10-19 10-20 10-22 10-27 10-29 11-03',
  '11-03 11-04 11-05 11-06 11-09 11-10 11-13 11-16 11-17 11-19 11-24 11-26 12-01',
  '12-01 12-02 12-03 12-04 12-07 12-08 12-11 12-14 12-15 12-17 12-22 12-28 12-31',
].map((line) => line.split(' '));

const on = (month: number, after: After): string => `2026-${DAYS[month - 1]?.[AFTER.indexOf(after)]}`;

type Step = Record<string, unknown> & { at: string; do: string };
type Deed = [after: After, verb: string, more?: Record<string, unknown>];
type Fate = { name: string; n: number; body: string; kind?: string; deeds(month: number): Deed[] };

/** What becomes of the twenty-five of a month: 10 + 3 + 1 + 1 + 3 + 2 + 1 + 1 + 1 + 1 + 1. */
const FATES: readonly Fate[] = [
  {
    name: 'granted',
    n: 10,
    body: 'dinkominfo',
    deeds: () => [
      [3, 'grant'],
      [4, 'deliver'],
    ],
  },
  // On the very last day: in August that is the day which the added holiday made the last.
  {
    name: 'last-day',
    n: 3,
    body: 'dinkes',
    kind: 'legal_body',
    deeds: () => [
      [10, 'grant'],
      [12, 'deliver'],
    ],
  },
  {
    name: 'late',
    n: 1,
    body: 'dinkes',
    deeds: () => [
      [12, 'grant'],
      [15, 'deliver'],
    ],
  },
  {
    name: 'extended',
    n: 1,
    body: 'dinkes',
    deeds: () => [
      [9, 'extend', { ground: 'not_held' }],
      [15, 'grant'],
      [17, 'deliver'],
    ],
  },
  {
    name: 'refused',
    n: 3,
    body: 'dinkes',
    deeds: () => [
      [5, 'propose_refusal'],
      [5, 'approve_refusal'],
    ],
  },
  {
    name: 'partly',
    n: 2,
    body: 'dinkes',
    deeds: () => [
      [5, 'grant_partly'],
      [8, 'deliver'],
    ],
  },
  { name: 'not-held', n: 1, body: 'dinkes', deeds: () => [[2, 'not_held']] },
  { name: 'not-documented', n: 1, body: 'dinkes', deeds: () => [[2, 'not_documented']] },
  { name: 'redirected', n: 1, body: 'dinkes', deeds: () => [[2, 'redirect']] },
  // In odd months the requester takes it back; in even ones he never sends the paper that he is asked for.
  {
    name: 'given-up',
    n: 1,
    body: 'dinkes',
    deeds: (month) => [[1, month % 2 === 1 ? 'withdraw' : 'declare_incomplete']],
  },
  { name: 'silence', n: 1, body: 'dinkominfo', deeds: () => [] },
];

/** Twelve objections to refusals, one a month: eight upheld, two granted, one granted in part, one not answered yet. */
const TO_REFUSALS = [...Array(8).fill('upheld'), 'granted', 'granted', 'granted_partly', null];
/** Eight objections to silence, of January to August: four granted, two granted in part, two met with silence again. */
const TO_SILENCE = [...Array(4).fill('granted'), 'granted_partly', 'granted_partly', null, null];

const step = (day: string, verb: string, of: string | null, more: Record<string, unknown> = {}): Step => ({
  ...{ at: `${day}T10:00:00+07:00`, do: verb, ...(of === null ? {} : { case: of }), ...more },
});

function requestSteps(month: number): Step[] {
  return FATES.flatMap(({ name, n, body, kind = 'individual', deeds }) =>
    Array.from({ length: n }, (_, i) => `${month} ${name} ${i + 1}`).flatMap((one) => [
      { at: `${on(month, 0)}T09:00:00+07:00`, do: 'submit', case: one, body, requester: { kind } },
      ...deeds(month).map(([after, verb, more]) => step(on(month, after), verb, one, more)),
    ]),
  );
}

function objectionSteps(month: number): Step[] {
  const [refusal, silence] = [`${month} refused 1`, `${month} silence 1`];
  const [outcome, toSilence] = [TO_REFUSALS[month - 1] ?? null, TO_SILENCE[month - 1] ?? null];
  return [
    step(on(month, 8), 'object', refusal, { ground: 'a' }),
    ...(outcome ? [step(on(month, 15), 'answer_objection', refusal, { outcome })] : []),
    ...(month <= TO_SILENCE.length ? [step(on(month, 12), 'object', silence, { ground: 'c' })] : []),
    ...(toSilence ? [step(on(month, 17), 'answer_objection', silence, { outcome: toSilence })] : []),
  ];
}

/** Of the nine granted objections two are carried out. */
const CARRIED_OUT: Step[] = [
  step('2026-09-28', 'execute', '9 refused 1'),
  step('2026-11-02', 'execute', '10 refused 1'),
];

const dispute = (day: string, of: string, to: string, execute_by?: string): Step =>
  step(day, 'dispute_step', of, { to, ...(execute_by ? { execute_by } : {}) });

/** Three petitions: one ruled on, final and carried out; one not registered; one settled, whose promise still is open. */
const DISPUTES: Step[] = [
  step('2026-02-04', 'file_dispute', '1 refused 1'),
  dispute('2026-02-11', '1 refused 1', 'registered'),
  dispute('2026-02-25', '1 refused 1', 'adjudication'),
  dispute('2026-03-10', '1 refused 1', 'decided', '2026-03-31'),
  dispute('2026-04-01', '1 refused 1', 'final'),
  step('2026-04-08', 'carry_out', '1 refused 1'),
  step('2026-03-05', 'file_dispute', '2 refused 1'),
  dispute('2026-03-12', '2 refused 1', 'not_registered'),
  step('2026-09-14', 'file_dispute', '7 silence 1'),
  dispute('2026-09-21', '7 silence 1', 'registered'),
  dispute('2026-09-28', '7 silence 1', 'mediation'),
  dispute('2026-10-12', '7 silence 1', 'settled', '2026-10-30'),
];

/** Friday 7 August, after the answers of that day: the Wednesday after it is declared off. */
const HOLIDAY: Step = {
  ...{ at: '2026-08-07T10:30:00+07:00', do: 'add_holiday' },
  ...{ date: '2026-08-12', kind: 'local', name: 'Haul akbar' },
};

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const byTime = (a: Step, b: Step) => Date.parse(a.at) - Date.parse(b.at);
const START = '2026-01-02T09:00:00+07:00';

/** The year as a scenario: 300 requests, 20 objections, 3 disputes, one change of the calendar. It ends when reports are due. */
export const YEAR = {
  start: START,
  steps: [
    ...MONTHS.flatMap(requestSteps),
    ...MONTHS.flatMap(objectionSteps),
    ...CARRIED_OUT,
    ...DISPUTES,
    HOLIDAY,
  ].sort(byTime),
  until: '2027-02-01T09:00:00+07:00',
};

/** Plays it on a portal with the demonstration's offices; gives what was refused. */
export async function playThreeHundred(app: TestApp): Promise<unknown[]> {
  app.clock.set(START);
  const users = new Map<Role, number>();
  for (const role of ['petugas', 'ppid', 'atasan', 'auditor', 'admin', 'opd'] as const)
    users.set(role, (await app.db('users').where('email', addressOf(role)).first('id')).id);
  const rows: { slug: string; id: number }[] = await app.db('bodies').select('slug', 'id');
  const cast: Cast = { users, bodies: new Map(rows.map(({ slug, id }) => [slug, id])) };
  const setTime = (at: Date) => app.clock.set(at.toISOString());
  return playOn({ deps: app.deps, cast, setTime }, readScenario(JSON.stringify(YEAR)));
}
