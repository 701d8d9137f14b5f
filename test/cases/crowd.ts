import { type CalendarChanged, changeCalendar } from '../../src/calendar/commands';
import { connect, writing } from '../../src/db/connect';
import type { Deps } from '../../src/deps';
import { runMoves } from '../../src/holidays/move/commands';
import { advanceAll } from '../../src/jobs/advance';
import type { ObjectionAnswer } from '../../src/letters/objection-facts';
import { fileObjection } from '../../src/objections/filing/commands';
import type { ObjectionResult } from '../../src/objections/filing/input';
import { takeObjectionStep } from '../../src/objections/steps/commands';
import { fileRequest } from '../../src/requests/filing/commands';
import { takeStep } from '../../src/requests/steps/commands';
import type { Role } from '../../src/workflow/facts';
import type { RequestStep } from '../../src/workflow/steps';
import type { TestApp } from '../support/app';

/** The same portal once more, with connections of its own: another process as far as the database can tell. */
export function another({ deps }: TestApp, over: Partial<Deps> = {}): { deps: Deps; close: () => Promise<void> } {
  const { databaseUrl, dataDir, projectRoot } = deps.config;
  const db = connect(databaseUrl, dataDir, projectRoot);
  return { deps: { ...deps, db, ...over }, close: () => db.destroy() };
}

const identity = (n: number, email: boolean) => ({
  ...{ name: `Pemohon ${n}`, identity_number: String(3321010101900000 + n), address: 'Jalan Pemuda 5, Demak' },
  ...{ email: email ? `p${n}@warga.test` : null, phone: null, occupation: null, proxy: null },
});

/** Files the n-th request of a test, by web; gives its id. */
export async function file(deps: Deps, n: number, { email = true } = {}): Promise<number> {
  const body = await deps.db('bodies').where('slug', 'dinkominfo').first('id');
  const filed = await fileRequest(deps, {
    ...{ channel: 'web', language: 'id', requesterKind: 'individual', identity: identity(n, email) },
    ...{ details: `Permohonan ke-${n}`, purpose: 'Uji', obtain: 'copy', deliver: email ? 'email' : 'post' },
    ...{ bodyId: body.id, userId: null, files: [], actor: { role: 'requester' } },
  });
  if (filed.kind !== 'filed') throw new Error(JSON.stringify(filed));
  return filed.receipt.id;
}

/** Objects to a request. */
export function object(deps: Deps, requestId: number, ground = 'c', n = requestId): Promise<ObjectionResult> {
  return fileObjection(deps, {
    ...{ channel: 'web', language: 'id', ground, requestId: ground === 'b' ? null : requestId, bodyId: null },
    ...{ foundOn: '2026-12-10', requesterKind: 'individual', identity: identity(n, true) },
    ...{ details: `Permohonan ke-${n}`, purpose: 'Uji', position: 'Tidak dijawab.', userId: null, files: [] },
    actor: { role: 'requester' },
  });
}

/** An officer's step on a request; `version` is the page he had open. */
export async function act(deps: Deps, requestId: number, version: number | null, step: RequestStep, by: Role = 'ppid') {
  const user = await deps.db('users').where('email', `${by}@contoh.test`).first('id');
  const words = { considerations: 'Pertimbangan.', under_control: true };
  const result = await takeStep(deps, {
    ...{ requestId, version, step, reason: 'Alasan.', by: { role: by, userId: user.id } },
    actor: { role: by, userId: user.id, bodyId: null },
    decision:
      step.do === 'grant'
        ? { kind: 'granted', ...words, format: 'soft', provide_days: step.provide_days, material: 'Salinan.' }
        : step.do === 'not_held'
          ? { kind: 'not_held', ...words, under_control: false, holder: 'Badan lain' }
          : undefined,
  });
  if (result.ok) return 'taken';
  return result.kind === 'refused' ? result.code : result.kind;
}

/** The superior grants an objection. */
export async function grant(deps: Deps, objectionId: number, version: number | null = null): Promise<string> {
  const user = await deps.db('users').where('email', 'atasan@contoh.test').first('id');
  const answer: ObjectionAnswer = {
    ...{ outcome: 'granted', reasons: 'Alasan.', order: 'Berikan.', exemption: null },
    by: { name: 'Atasan', office: 'Sekretaris Daerah', delegated: false },
  };
  const result = await takeObjectionStep(deps, {
    ...{ caseId: objectionId, version, by: { role: 'atasan', userId: user.id } },
    step: { do: 'answer_objection', outcome: 'granted', execute_days: 5, exemption: null },
    actor: { role: 'atasan', userId: user.id, bodyId: null },
    columns: { answer: JSON.stringify(answer), answered_by: user.id },
  });
  if (result.ok) return 'taken';
  return result.kind === 'refused' ? result.code : result.kind;
}

/** One more day off, as an administrator adds it. */
export function holiday({ db, regionId, clock }: Deps, date: string): Promise<CalendarChanged> {
  const day = { date, kind: 'cuti_bersama' as const, name: 'Cuti bersama susulan' };
  const change = { kind: 'add' as const, decree: 'SKB perubahan', reason: 'Uji', add: [day], remove: [], years: [] };
  const by = { actor: { role: 'admin' }, now: clock.now().toISOString() };
  return writing(db, (trx) => changeCalendar(trx, { regionId, change, expected: null }, by));
}

/** Sweeps until nothing is left to do. */
export async function settle(deps: Deps): Promise<void> {
  do {
    while ((await advanceAll(deps)) > 0);
  } while ((await runMoves(deps)).seen > 0);
}

type Chained = { kind: string; table: 'requests' | 'objections' | 'disputes' };
const KINDS: readonly Chained[] = [
  { kind: 'request', table: 'requests' },
  { kind: 'objection', table: 'objections' },
  { kind: 'dispute', table: 'disputes' },
];

/** What names the moment or the row, and so differs between two portals in which the same happened. */
const PASSING = new Set(['id', 'public_id', 'number', 'version', 'seq', 'head_hash', 'request_id', 'objection_id']);
const isPlain = (name: string) =>
  !PASSING.has(name) && !/sealed|_index$|_key$|user|_at$|^details$|^purpose$/.test(name);

/**
 * All that became of every case, each under the number it has in the order of filing: its columns, its letters, its
 * escalations and the kinds of its events, sorted. Two portals in which the same happened give the same.
 */
export async function fates({ db }: Deps): Promise<Record<string, { columns: object; traces: string[] }>> {
  const all: Record<string, { columns: object; traces: string[] }> = {};
  for (const { kind, table } of KINDS) {
    const order = kind === 'dispute' ? 'objection_id' : 'id';
    for (const [i, row] of (await db(table).orderBy(order)).entries()) {
      const of = { case_kind: kind, case_id: row.id };
      const letters: { kind: string; dated_on: string }[] = await db('letters').where(of);
      const rungs: { step: string; due_on: string; meant_for: string; state: string }[] =
        await db('escalations').where(of);
      const events: string[] = await db('audit_events').where('chain', `${kind}:${row.public_id}`).pluck('kind');
      const traces = [
        ...letters.map((letter) => `letter ${letter.kind} ${letter.dated_on}`),
        ...rungs.map((rung) => `rung ${rung.step} ${rung.due_on} ${rung.meant_for} ${rung.state}`),
        ...events.map((event) => `event ${event}`),
      ].sort();
      const columns = Object.fromEntries(Object.entries(row).filter(([name]) => isPlain(name)));
      all[`${kind} ${i + 1}`] = { columns, traces };
    }
  }
  return all;
}

/** What came twice although it may come only once: a letter, a mail, a rung, an event number; and logs that do not end at their head. */
export async function doubles({ db }: Deps): Promise<string[]> {
  const found: string[] = [];
  const twice = async (table: string, columns: readonly string[], but?: string) => {
    const rows = await db(table)
      .where((some) => (but === undefined ? some : some.whereNot('kind', 'like', but)))
      .groupBy(columns)
      .havingRaw('count(*) > 1')
      .select(columns);
    found.push(...rows.map((row: object) => `${table} ${JSON.stringify(row)}`));
  };
  await twice('escalations', ['case_kind', 'case_id', 'step', 'due_on', 'meant_for']);
  await twice('outbox', ['dedupe_key']);
  await twice('audit_events', ['chain', 'seq']);
  await twice('letters', ['number']);
  await twice('disputes', ['objection_id']);
  await twice('calendar_moved_cases', ['change_id', 'case_kind', 'case_id', 'field']);
  // A letter by e-mail has one mail, and of each kind a day brings a case one letter; two changes of the calendar two.
  await twice('letters', ['case_kind', 'case_id', 'kind', 'dated_on'], '%date_moved');
  const letters = await db('letters').where('sent_way', 'email').count({ n: '*' }).first();
  const mails = await db('outbox').whereNotNull('letter_id').count({ n: '*' }).first();
  if (Number(letters?.n) !== Number(mails?.n)) found.push(`${letters?.n} letters by e-mail, ${mails?.n} mails`);
  for (const { kind, table } of KINDS) {
    for (const { public_id, seq, number } of await db(table).select('public_id', 'seq', 'number')) {
      const events = await db('audit_events').where('chain', `${kind}:${public_id}`).max({ seq: 'seq' }).first();
      if (events?.seq !== seq) found.push(`${number}: the log ends at ${events?.seq}, the row says ${seq}`);
    }
  }
  return found;
}
