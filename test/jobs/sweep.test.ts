import { sweep } from '../../src/jobs/sweep';
import type { Decision } from '../../src/letters/facts';
import { mailTransport } from '../../src/mail/transport';
import { fileRequest } from '../../src/requests/filing/commands';
import type { Filing } from '../../src/requests/filing/input';
import { takeStep } from '../../src/requests/steps/commands';
import type { RequestStep } from '../../src/workflow/steps';
import { testSmtp } from '../mail/smtp';
import { type TestApp, testApp } from '../support/app';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
});
afterEach(() => portal.close());

const FILING: Filing = {
  channel: 'web',
  language: 'id',
  requesterKind: 'individual',
  identity: {
    name: 'Siti',
    identity_number: '3321014101900001',
    address: 'Wedung',
    email: 'siti@warga.test',
    phone: null,
    occupation: null,
    proxy: null,
  },
  details: 'Realisasi anggaran',
  purpose: 'Penelitian',
  obtain: 'copy',
  deliver: 'email',
  bodyId: null,
  userId: null,
  files: [],
  actor: { role: 'requester' },
};

async function file(over: Partial<Filing> = {}): Promise<number> {
  const body = await portal.db('bodies').where('slug', 'dinkominfo').first('id');
  const filed = await fileRequest(portal.deps, { ...FILING, bodyId: body.id, ...over });
  if (filed.kind !== 'filed') throw new Error(filed.kind);
  return filed.receipt.id;
}

async function ppid(requestId: number, step: RequestStep, decision?: Decision) {
  const user = await portal.db('users').where('email', 'ppid@contoh.test').first('id');
  const actor = { role: 'ppid' as const, userId: user.id, bodyId: null };
  const result = await takeStep(portal.deps, {
    requestId,
    version: null,
    step,
    actor,
    by: { role: 'ppid', userId: user.id },
    decision,
  });
  if (!result.ok) throw new Error(JSON.stringify(result));
}

async function goTo(instant: string) {
  portal.clock.set(instant);
  await sweep(portal.deps);
}

const escalations = async (state = 'sent') =>
  (await portal.db('escalations').where({ state }).orderBy('id')).map((e) => `${e.step}>${e.meant_for}`);

const LADDER = [
  'unopened>desk',
  'half_term>holder',
  'three_days_left>body_head',
  'one_day_left>ppid',
  'due_today>superior',
  'overdue>superior',
  'overdue>auditor',
  'overdue>requester',
];

test('nobody answers: every escalation goes out once, one after another, and the citizen is told of the right to object', async () => {
  const id = await file();
  const days = ['2026-12-14', '2026-12-17', '2026-12-18', '2026-12-22', '2026-12-28', '2026-12-29', '2026-12-30'];
  for (const day of days) {
    await goTo(`${day}T07:59:59+07:00`);
    await goTo(`${day}T08:00:00+07:00`);
    await goTo(`${day}T16:00:00+07:00`);
  }
  expect(await escalations()).toEqual(LADDER);
  const row = await portal.db('requests').where({ id }).first();
  expect(row).toMatchObject({
    state: 'in_process',
    complete_by: 'silence',
    complete_on: '2026-12-16',
    object_by: '2027-02-12',
  });
  const letters = await portal.db('letters').where('request_id', id).orderBy('id');
  expect(letters.map((l) => [l.kind, l.dated_on])).toEqual([
    ['receipt', '2026-12-11'],
    ['overdue', '2026-12-30'],
  ]);
  const mails = await portal.db('outbox').where('kind', 'escalation').select('dedupe_key');
  expect(new Set(mails.map((m) => m.dedupe_key)).size).toBe(mails.length);
  expect(mails.length).toBe(7);
});

test('after a stand-still all that was missed goes out, still once and in order', async () => {
  await file();
  await goTo('2026-12-30T08:00:00+07:00');
  await sweep(portal.deps);
  expect(await escalations()).toEqual(LADDER);
});

test('two sweeps at once do each thing once', async () => {
  const ids = [];
  for (let i = 0; i < 5; i++) ids.push(await file({ details: `Permohonan ${i}` }));
  portal.clock.set('2026-12-30T08:00:00+07:00');
  await Promise.all([sweep(portal.deps), sweep(portal.deps), sweep(portal.deps)]);
  expect((await escalations()).length).toBe(5 * LADDER.length);
  for (const id of ids) {
    const { public_id, seq } = await portal.db('requests').where({ id }).first('public_id', 'seq');
    const events = await portal.db('audit_events').where('chain', `request:${public_id}`);
    expect(events.length).toBe(seq);
  }
});

test('a case entered late sends the highest rung at once and keeps the others as skipped', async () => {
  portal.clock.set('2026-12-28T10:00:00+07:00');
  const scan = {
    kind: 'scan' as const,
    storedName: '0'.repeat(32),
    name: 's.pdf',
    mediaType: 'application/pdf',
    size: 1,
    sha256: 'x',
    sealed: false,
  };
  await file({
    channel: 'letter',
    receivedOn: '2026-12-11',
    lateEntryReason: 'Surat tertahan di agenda',
    files: [scan],
  });
  expect(await escalations('skipped')).toEqual(['half_term>holder', 'three_days_left>body_head']);
  expect(await escalations()).toEqual(['one_day_left>ppid']);
  await goTo('2026-12-29T08:00:00+07:00');
  expect(await escalations()).toEqual(['one_day_left>ppid', 'due_today>superior']);
});

test('rungs that fall while the requester holds the case are caught up when it comes back', async () => {
  const id = await file();
  portal.clock.set('2026-12-16T10:00:00+07:00');
  await ppid(id, { do: 'declare_incomplete', missing: ['ktp'] });
  await goTo('2026-12-18T08:00:00+07:00');
  expect(await escalations()).toEqual(['repair_one_day_left>requester']);
  portal.clock.set('2026-12-21T09:00:00+07:00');
  await ppid(id, { do: 'complete_papers' });
  expect(await escalations()).toEqual(['repair_one_day_left>requester', 'half_term>holder']);
});

test('papers that never come: the request lapses on the day, with a letter, and is no refusal', async () => {
  const id = await file();
  portal.clock.set('2026-12-14T10:00:00+07:00');
  await ppid(id, { do: 'declare_incomplete', missing: ['ktp'] });
  await goTo('2026-12-16T08:00:00+07:00');
  await goTo('2026-12-18T00:00:00+07:00');
  expect(await portal.db('requests').where({ id }).first()).toMatchObject({
    state: 'lapsed',
    lapsed_on: '2026-12-17',
    outcome: null,
    next_action_at: null,
  });
  const letters = await portal.db('letters').where('request_id', id).orderBy('id');
  expect(letters.map((l) => l.kind)).toEqual(['receipt', 'incomplete', 'repair_reminder', 'lapsed']);
});

test('after a stand-still nobody is reminded of a day that is over: the reminder is kept as skipped', async () => {
  const id = await file();
  portal.clock.set('2026-12-14T10:00:00+07:00');
  await ppid(id, { do: 'declare_incomplete', missing: ['ktp'] });
  await goTo('2026-12-18T09:00:00+07:00');
  const letters = await portal.db('letters').where('request_id', id).orderBy('id');
  expect(letters.map((l) => l.kind)).toEqual(['receipt', 'incomplete', 'lapsed']);
  expect(await escalations('skipped')).toEqual(['repair_one_day_left>requester']);
});

test('what is due is not put off by a step that somebody takes before the sweep comes round', async () => {
  const id = await file();
  portal.clock.set('2026-12-29T08:00:30+07:00');
  await ppid(id, { do: 'open' });
  expect(await portal.db('requests').where({ id }).first('next_action_at')).toEqual({
    next_action_at: '2026-12-14T01:00:00.000Z',
  });
  await goTo('2026-12-29T08:01:00+07:00');
  expect(await escalations()).toContain('due_today>superior');
});

test('an office that nobody holds passes its rung one up, and says so', async () => {
  await portal.db('bodies').update({ head_email: null });
  await portal.db('user_roles').where('role', 'opd').delete();
  await file();
  await goTo('2026-12-22T08:00:00+07:00');
  const rows = await portal.db('escalations').orderBy('id').select('meant_for', 'sent_to');
  expect(rows).toEqual([
    { meant_for: 'desk', sent_to: 'desk' },
    { meant_for: 'holder', sent_to: 'ppid' },
    { meant_for: 'body_head', sent_to: 'ppid' },
  ]);
});

test('the window to object is reminded of at five and one working days, then the case closes', async () => {
  const id = await file();
  portal.clock.set('2026-12-14T10:00:00+07:00');
  await ppid(id, { do: 'not_held' }, { kind: 'not_held', considerations: 'Bukan pada kami.', under_control: false });
  const { object_by } = await portal.db('requests').where({ id }).first();
  expect(object_by).toBe('2027-01-29');
  await goTo('2027-01-22T08:00:00+07:00');
  await goTo('2027-01-28T08:00:00+07:00');
  await goTo('2027-01-30T00:00:00+07:00');
  expect(await escalations()).toEqual(['window_five_days_left>requester', 'window_one_day_left>requester']);
  expect(await portal.db('requests').where({ id }).first()).toMatchObject({
    state: 'closed',
    outcome: 'not_held',
    closed_on: '2027-01-29',
  });
});

test('a year without a calendar holds up its own date, never the escalations', async () => {
  portal.clock.set('2027-12-01T09:00:00+07:00');
  const id = await file();
  await goTo('2027-12-16T08:00:00+07:00');
  expect(await escalations()).toEqual(LADDER);
  const row = await portal.db('requests').where({ id }).first();
  expect(row).toMatchObject({ due_on: '2027-12-15', object_by: null });
  expect(row.next_action_at > portal.deps.clock.now().toISOString()).toBe(true);
});

describe('a mail server that is down', () => {
  async function withServer(work: (down: (is: boolean) => void) => Promise<void>) {
    const smtp = await testSmtp();
    let refusing = true;
    smtp.behave(() => (refusing ? { rcpt: 451 } : 'ok'));
    portal.deps.mail = mailTransport({ ...portal.deps.config, smtpUrl: smtp.url });
    try {
      await work((is) => {
        refusing = is;
      });
    } finally {
      await smtp.close();
    }
  }

  test('days that a letter begins are counted from the day its mail left, and the log says so', async () => {
    await withServer(async (down) => {
      const id = await file();
      portal.clock.set('2026-12-14T10:00:00+07:00');
      await ppid(
        id,
        { do: 'not_held' },
        { kind: 'not_held', considerations: 'Bukan pada kami.', under_control: false },
      );
      await goTo('2026-12-14T11:00:00+07:00');
      expect(await portal.db('requests').where({ id }).first()).toMatchObject({ object_by: '2027-01-29' });
      down(false);
      await goTo('2026-12-16T09:00:00+07:00');
      const row = await portal.db('requests').where({ id }).first();
      expect(row).toMatchObject({
        notified_on: '2026-12-14',
        notice_reached_on: '2026-12-16',
        object_by: '2027-02-02',
      });
      const letter = await portal.db('letters').where({ request_id: id, kind: 'not_held' }).first();
      expect(letter).toMatchObject({ dated_on: '2026-12-14', sent_on: '2026-12-16', reached_on: '2026-12-16' });
      const events = await portal.db('audit_events').where('chain', `request:${row.public_id}`).orderBy('seq');
      expect(events.filter((e) => e.kind === 'letter_left_late')).toHaveLength(2);
      expect([events.at(-1)?.hash, events.length]).toEqual([row.head_hash, row.seq]);
    });
  });

  test('nobody lapses for a letter that never left: the three days begin when it does', async () => {
    await withServer(async (down) => {
      const id = await file();
      portal.clock.set('2026-12-14T10:00:00+07:00');
      await ppid(id, { do: 'declare_incomplete', missing: ['ktp'] });
      await goTo('2026-12-18T09:00:00+07:00');
      expect(await portal.db('requests').where({ id }).first()).toMatchObject({ state: 'incomplete' });
      down(false);
      await goTo('2026-12-18T18:00:00+07:00');
      const waiting = await portal.db('requests').where({ id }).first();
      expect(waiting).toMatchObject({ state: 'incomplete', repair_due_on: '2026-12-23' });
      await goTo('2026-12-24T00:00:00+07:00');
      expect(await portal.db('requests').where({ id }).first()).toMatchObject({
        state: 'lapsed',
        lapsed_on: '2026-12-23',
      });
    });
  });
});
