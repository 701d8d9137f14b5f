import { OUTCOMES, REQUEST_STATES, ROLES, type Role } from '../../src/workflow/facts';
import { decide } from '../../src/workflow/machine';
import type { RefusalCode } from '../../src/workflow/refusals';
import { beforehand, judge, offered, rolesThatMay, rowsFor, rowsOf } from '../../src/workflow/table';
import { actor, LAWFUL, on, request } from './facts';

type Door = { state: 'open' | 'shut'; locked: boolean };
type Push = { do: 'push'; hard: boolean } | { do: 'look' };

const row = rowsOf<Door, Push>();
const locked = (door: Door): RefusalCode | null => (door.locked ? 'not_your_body' : null);
const weak = (_door: Door, push: { hard: boolean }): RefusalCode | null =>
  push.hard ? null : 'missing_papers_not_named';

/** A door that the desk opens and only the superior shuts. */
const DOOR = [
  row('push', { from: ['shut'], to: 'open', roles: ['petugas'], needs: [locked, weak], event: 'opened' }),
  row('push', {
    from: ['open'],
    to: 'shut',
    roles: ['atasan'],
    event: 'shut',
    letter: 'shut',
    tells: 'desk',
    set: () => ({ locked: true }),
  }),
  row('look', { from: ['open', 'shut'], to: 'same', roles: ['auditor'], event: 'seen' }),
];

const shut: Door = { state: 'shut', locked: false };
const open: Door = { state: 'open', locked: false };
const push = (door: Door, role: Role, hard = true) =>
  judge(DOOR, door, { do: 'push', hard }, on('2026-12-14', role), role);

describe('a step is judged', () => {
  test('by the row of its state: who may, and what it leaves', () => {
    expect(push(shut, 'petugas')).toMatchObject({
      ...{ ok: true, to: 'open', changes: {}, transition: { event: 'opened', letter: null, tells: null } },
    });
    expect(push(open, 'atasan')).toMatchObject({
      ...{ ok: true, to: 'shut', changes: { locked: true }, transition: { letter: 'shut', tells: 'desk' } },
    });
    expect(judge(DOOR, open, { do: 'look' }, on('2026-12-14', 'auditor'), 'auditor')).toMatchObject({
      ok: true,
      to: 'open',
    });
  });

  test('a role that may do it in another state may not in this one; one that never may is told that first', () => {
    expect(push(open, 'petugas')).toEqual({ ok: false, code: 'role_may_not' });
    expect(push(shut, 'atasan')).toEqual({ ok: false, code: 'role_may_not' });
    const elsewhere = { state: 'broken', locked: false } as unknown as Door;
    expect(push(elsewhere, 'atasan')).toEqual({ ok: false, code: 'not_in_this_state' });
    expect(push(elsewhere, 'requester')).toEqual({ ok: false, code: 'role_may_not' });
  });

  test('by the rows of one role alone, where a machine has rows of its own for each', () => {
    const as = (door: Door, role: Role) =>
      judge(rowsFor(DOOR, role), door, { do: 'push', hard: true }, on('2026-12-14', role), role);
    expect(as(shut, 'petugas')).toMatchObject({ ok: true, to: 'open' });
    expect(as(open, 'petugas')).toEqual({ ok: false, code: 'not_in_this_state' });
    expect(as(open, 'auditor')).toEqual({ ok: false, code: 'role_may_not' });
  });

  test('by the first rule that stands against it', () => {
    const barred: Door = { state: 'shut', locked: true };
    expect(push(barred, 'petugas', false)).toEqual({ ok: false, code: 'not_your_body' });
    expect(push(shut, 'petugas', false)).toEqual({ ok: false, code: 'missing_papers_not_named' });
  });
});

test('a button is hidden only by a rule of the case, not by one that an input can satisfy', () => {
  const caseRules = new Set<RefusalCode>(['not_your_body']);
  const buttons = (door: Door, role: Role) =>
    offered(DOOR, door, { role, ctx: beforehand(actor(role), '2026-12-14'), blanks: [{ hard: false }], caseRules });
  expect(buttons(shut, 'petugas')).toEqual(['push']);
  expect(buttons({ state: 'shut', locked: true }, 'petugas')).toEqual([]);
  expect(buttons(open, 'petugas')).toEqual([]);
  expect(buttons(open, 'auditor')).toEqual(['look']);
  expect(rolesThatMay(DOOR, 'push')).toEqual(['petugas', 'atasan']);
});

test('a button shows when one empty step of several may be taken', () => {
  const offers = (...blanks: object[]) =>
    offered(DOOR, shut, { role: 'petugas', ctx: on('2026-12-14', 'petugas'), blanks, caseRules });
  const caseRules = new Set<RefusalCode>(['missing_papers_not_named']);
  expect([offers({ hard: false }), offers({ hard: false }, { hard: true })]).toEqual([[], ['push']]);
});

test('a refused step of a request changes nothing and names its reason', () => {
  expect(decide(request(), LAWFUL.grant, on('2026-12-14', 'opd'))).toEqual({ ok: false, code: 'role_may_not' });
});

test('the lists that every table of the tests goes through are whole', () => {
  expect([...ROLES].sort()).toEqual(['admin', 'atasan', 'auditor', 'opd', 'petugas', 'ppid', 'requester', 'system']);
  expect(REQUEST_STATES).toHaveLength(14);
  expect(OUTCOMES).toEqual(['granted', 'granted_partly', 'refused', 'not_held', 'not_documented', 'redirected']);
});
