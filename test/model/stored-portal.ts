import { changeCalendar } from '../../src/calendar/commands';
import { calendarInForce } from '../../src/calendar/queries';
import { noteMailLeft } from '../../src/cases/mailed/commands';
import { writing } from '../../src/db/connect';
import type { DisputeRow } from '../../src/db/tables/disputes';
import type { LetterRow } from '../../src/db/tables/letters';
import type { ObjectionRow } from '../../src/db/tables/objections';
import type { RequestRow } from '../../src/db/tables/requests';
import { disputeFacts } from '../../src/disputes/facts';
import { takeDisputeStep } from '../../src/disputes/steps/commands';
import { runMoves } from '../../src/holidays/move/commands';
import { advanceAll } from '../../src/jobs/advance';
import { LATE_LETTERS } from '../../src/jobs/late-letters';
import { openLetter } from '../../src/letters/sealing';
import { objectionFacts } from '../../src/objections/facts';
import { fileObjection } from '../../src/objections/filing/commands';
import { takeObjectionStep } from '../../src/objections/steps/commands';
import { factsOf } from '../../src/requests/facts';
import { fileRequest } from '../../src/requests/filing/commands';
import { takeStep } from '../../src/requests/steps/commands';
import { openCaseKey } from '../../src/secrets/keys';
import type { DisputeStep } from '../../src/workflow/dispute-steps';
import type { Actor } from '../../src/workflow/facts';
import type { ObjectionStep } from '../../src/workflow/objection-steps';
import type { RequestStep } from '../../src/workflow/steps';
import type { TestApp } from '../support/app';
import { type DayOffKey, iso } from './days';
import type { Stepped } from './model';
import type { Filing, Ids, LogEntry, Look, ObjectionFiling, Portal, Standing } from './portal';
import { decided, said } from './stored-words';

type Known = { ref: string; id: number; publicId: string };
type Last = { letters: number; escalations: number; audit_events: number; outbox: number };

const SCAN = {
  storedName: '0'.repeat(32),
  name: 's.pdf',
  mediaType: 'application/pdf',
  size: 1,
  sha256: 'x',
  sealed: false,
};
const FEEDS = ['letters', 'escalations', 'audit_events', 'outbox'] as const;

/** The portal itself, on a database: every step goes through the command that a page would call. */
export class StoredPortal implements Portal {
  readonly mails = true;
  private requests: Known[] = [];
  private objections: Known[] = [];
  private disputes: Known[] = [];
  private last: Last = { letters: 0, escalations: 0, audit_events: 0, outbox: 0 };
  private filings = 0;
  private readonly keys = new Map<string, Buffer>();
  /** Letters whose mail has left. */
  private left: number[] = [];
  private holidays: Record<string, unknown>[] | null = null;

  constructor(
    private readonly app: TestApp,
    readonly ids: Ids,
  ) {}

  /** A run begins: cases of earlier ones are put aside, and the calendar is again the one that the portal ships with. */
  async begin(at: number): Promise<void> {
    const { db } = this.app;
    for (const [table, known, state] of [
      ['requests', this.requests, 'closed'],
      ['objections', this.objections, 'closed'],
      ['disputes', this.disputes, 'final'],
    ] as const) {
      const ids = known.map(({ id }) => id);
      if (ids.length > 0) await db(table).whereIn('id', ids).update({ state, next_action_at: null });
    }
    this.requests = [];
    this.objections = [];
    this.disputes = [];
    this.left = [];
    await this.resetCalendar();
    this.last = await this.newest();
    this.setNow(at);
  }

  private async resetCalendar(): Promise<void> {
    const { db } = this.app;
    if (this.holidays === null) {
      this.holidays = await db('holidays').orderBy('id');
      return;
    }
    const changed = await db('calendar_changes').whereNot('reason', 'reset').update({ state: 'done', reason: 'reset' });
    if (changed === 0) return;
    await db('holidays').delete();
    for (let i = 0; i < this.holidays.length; i += 100) await db('holidays').insert(this.holidays.slice(i, i + 100));
    await db('calendar_years').update({ version: db.raw('version + 1'), updated_at: new Date().toISOString() });
  }

  setNow(ms: number): void {
    this.app.clock.set(iso(ms));
  }

  async file({ received, body, opened, email, scan }: Filing): Promise<string | null> {
    const filed = await fileRequest(this.app.deps, {
      ...{ channel: opened ? 'letter' : 'web', language: 'id', requesterKind: 'individual' },
      identity: this.identity(email),
      details: `Permohonan uji ke-${this.filings}`,
      ...{ purpose: 'Uji', obtain: 'copy', deliver: email ? 'email' : 'post', bodyId: body, userId: null },
      files: scan ? [{ kind: 'scan', ...SCAN }] : [],
      ...{ actor: { role: opened ? 'petugas' : 'requester' }, receivedOn: received },
      lateEntryReason: scan ? 'Tertahan di agenda' : null,
    });
    if (filed.kind !== 'filed') return filed.kind === 'refused' ? filed.code : filed.kind;
    const { id, publicId } = filed.receipt;
    this.requests.push({ ref: `P${this.requests.length + 1}`, id, publicId });
    return null;
  }

  async object(filing: ObjectionFiling): Promise<string | null> {
    const { ground, received, found, request, body, email, scan } = filing;
    const filed = await fileObjection(this.app.deps, {
      ...{ channel: 'web', language: 'id', ground, requestId: request === null ? null : this.find(request).id },
      ...{ bodyId: body, foundOn: found, requesterKind: 'individual', identity: this.identity(email) },
      details: `Keberatan uji ke-${this.filings}`,
      ...{ purpose: 'Uji', position: 'Kasus posisi', userId: null, actor: { role: 'requester' } },
      files: scan ? [{ kind: 'scan', ...SCAN }] : [],
      ...{ receivedOn: received, lateEntryReason: scan ? 'Tertahan di agenda' : null },
    });
    if (filed.kind !== 'filed') return filed.kind === 'refused' ? filed.code : filed.kind;
    const { id, publicId } = filed.receipt;
    this.objections.push({ ref: `K${this.objections.length + 1}`, id, publicId });
    return null;
  }

  private identity(email: boolean) {
    this.filings += 1;
    const address = `p${this.filings}@warga.test`;
    const number = String(3321010101000000 + this.filings);
    const name = `Pemohon ${this.filings}`;
    const silent = { phone: null, occupation: null, proxy: null };
    return { name, identity_number: number, address: 'Wedung', email: email ? address : null, ...silent };
  }

  async step(ref: string, step: Stepped, actor: Actor): Promise<string | null> {
    const { deps, db } = this.app;
    const { id } = this.find(ref);
    const by = { role: actor.role, userId: actor.userId };
    const at = { caseId: id, version: null, actor, by };
    if (ref.startsWith('K')) return codeOf(await takeObjectionStep(deps, { ...at, ...said(step as ObjectionStep) }));
    if (ref.startsWith('S')) return codeOf(await takeDisputeStep(deps, { ...at, step: step as DisputeStep }));
    const taken = step as RequestStep;
    const letter =
      taken.do === 'record_letter'
        ? await db('letters')
            .where({ case_kind: 'request', case_id: id, kind: taken.letter })
            .orderBy('id', 'desc')
            .first()
        : undefined;
    const result = await takeStep(deps, {
      ...{ requestId: id, version: null, step: taken, actor, by, decision: decided(taken), reason: 'Alasan uji.' },
      // The days of a letter whose arrival is known stand.
      ...(letter?.reached_on === null ? { letter: { id: letter.id, way: 'post' } } : {}),
    });
    return codeOf(result);
  }

  async mailLeaves(ref: string, kind: string): Promise<void> {
    const { deps, db } = this.app;
    const case_kind = { P: 'request', K: 'objection', S: 'dispute' }[ref.charAt(0)];
    const written = db('letters')
      .where({ case_kind, case_id: this.find(ref).id, kind })
      .orderBy('id', 'desc');
    const letter = await written.whereNotIn('id', this.left).first();
    this.left.push(letter.id);
    const cal = await calendarInForce(db, deps.regionId);
    const sent = { letterId: letter.id, sentAt: deps.clock.now().toISOString() };
    await writing(db, (trx) => noteMailLeft(deps, trx, cal, sent, LATE_LETTERS));
  }

  async change(day: DayOffKey, way: 'add' | 'remove'): Promise<string | null> {
    const { deps, db } = this.app;
    const [add, remove] = way === 'add' ? [[day], []] : [[], [day]];
    const change = { kind: way, decree: 'SK uji', reason: 'Uji', add, remove, years: [] };
    const by = { actor: { role: 'admin', userId: this.ids.users.other }, now: deps.clock.now().toISOString() };
    const order = { regionId: deps.regionId, change, expected: null };
    const changed = await writing(db, (trx) => changeCalendar(trx, order, by));
    return changed.ok ? null : changed.refusal.code;
  }

  async sweep(): Promise<void> {
    const { deps } = this.app;
    while ((await advanceAll(deps)) > 0);
    if ((await runMoves(deps)).seen === 0) return;
    while ((await advanceAll(deps)) > 0);
  }

  async look(): Promise<Look> {
    const cases = await this.cases();
    const newest = await this.newest();
    const since = async <T>(feed: (typeof FEEDS)[number]): Promise<T[]> =>
      newest[feed] > this.last[feed] ? this.app.db(feed).where('id', '>', this.last[feed]).orderBy('id') : [];
    const letters = await since<LetterRow>('letters');
    const rungs = await since<{
      case_kind: string;
      case_id: number;
      step: string;
      due_on: string;
      meant_for: string;
      state: 'sent';
    }>('escalations');
    const events = await since<{ chain: string; kind: string; recorded_at: string; payload: string }>('audit_events');
    const mails = await since<{ dedupe_key: string; letter_id: number | null }>('outbox');
    this.last = newest;
    return {
      cases,
      letters: await this.opened(letters, mails),
      rungs: rungs.map(({ case_kind, case_id, step, due_on, meant_for, state }) => {
        return { ref: this.refOf(case_kind, case_id), step, due_on, to: meant_for, state };
      }),
      log: events.flatMap((event) => this.entries(event)),
      mails: mails.map(({ dedupe_key }) => this.named(dedupe_key)),
    };
  }

  private async newest(): Promise<Last> {
    const { db } = this.app;
    const of = (feed: string) => db(feed).max('id').as(feed);
    const row = await db.first(FEEDS.map(of));
    return Object.fromEntries(FEEDS.map((feed) => [feed, Number(row[feed] ?? 0)])) as Last;
  }

  private async cases(): Promise<Standing[]> {
    const { db } = this.app;
    const ids = (known: readonly Known[]) => known.map(({ id }) => id);
    const found: Standing[] = [];
    if (this.requests.length > 0) {
      const rows: RequestRow[] = await db('requests').whereIn('id', ids(this.requests));
      found.push(...rows.map((row) => standing('request', this.refOf('request', row.id), factsOf(row), row)));
    }
    if (this.objections.length === 0) return found;
    const rows: ObjectionRow[] = await db('objections').whereIn('id', ids(this.objections));
    for (const row of rows) {
      const request_id = row.request_id === null ? null : this.requests.findIndex(({ id }) => id === row.request_id);
      found.push(standing('objection', this.refOf('objection', row.id), { ...objectionFacts(row), request_id }, row));
    }
    const disputes: DisputeRow[] = await db('disputes').whereIn('objection_id', ids(this.objections));
    for (const row of disputes) {
      const objection_id = this.objections.findIndex(({ id }) => id === row.objection_id);
      const ref = `S${objection_id + 1}`;
      if (!this.disputes.some(({ id }) => id === row.id))
        this.disputes.push({ ref, id: row.id, publicId: row.public_id });
      const request_id = row.request_id === null ? null : this.requests.findIndex(({ id }) => id === row.request_id);
      found.push(standing('dispute', ref, { ...disputeFacts(row), objection_id, request_id }, row));
    }
    return found;
  }

  /** The text of letters, each opened with the key of the case that keeps it. */
  private async opened(
    letters: readonly LetterRow[],
    mails: readonly { letter_id: number | null }[],
  ): Promise<Look['letters']> {
    const seen: Look['letters'] = [];
    for (const letter of letters) {
      const ref = this.refOf(letter.case_kind, letter.case_id);
      const [table, id] = ref.startsWith('P')
        ? (['requests', letter.case_id] as const)
        : (['objections', this.find(`K${ref.slice(1)}`).id] as const);
      const doc = openLetter(letter, await this.keyOf(table, id));
      const carried = mails.filter(({ letter_id }) => letter_id === letter.id).length;
      seen.push({ ref, kind: letter.kind, text: JSON.stringify(doc.sections), mails: carried });
    }
    return seen;
  }

  private async keyOf(table: 'requests' | 'objections', id: number): Promise<Buffer> {
    const known = this.keys.get(`${table} ${id}`);
    if (known) return known;
    const row = await this.app.db(table).where({ id }).first('public_id', 'case_key_sealed');
    const key = openCaseKey(this.app.deps.keys, row.case_key_sealed, row.public_id);
    this.keys.set(`${table} ${id}`, key);
    return key;
  }

  private entries({
    chain,
    kind,
    recorded_at,
    payload,
  }: {
    chain: string;
    kind: string;
    recorded_at: string;
    payload: string;
  }): LogEntry[] {
    const at = Date.parse(recorded_at);
    const { changes, detail } = JSON.parse(payload);
    if (chain === 'calendar') {
      const days = detail.dates as (DayOffKey & { change: 'added' | 'removed' })[];
      return days.map((day) => ({ ref: 'calendar', kind: `holiday_${day.change}`, at, changes: {}, day }));
    }
    const [name = '', publicId] = chain.split(':');
    const known = this.listOf(name).find((one) => one.publicId === publicId);
    if (!known) return [];
    for (const column of ['request_id', 'objection_id']) {
      if (!(column in changes)) continue;
      const list = column === 'request_id' ? this.requests : this.objections;
      changes[column][1] = list.findIndex(({ id }) => id === changes[column][1]);
    }
    return [{ ref: known.ref, kind, at, changes }];
  }

  private listOf(kind: string): Known[] {
    return kind === 'request' ? this.requests : kind === 'objection' ? this.objections : this.disputes;
  }

  private refOf(kind: string, id: number): string {
    return this.listOf(kind).find((one) => one.id === id)?.ref ?? `${kind} ${id}`;
  }

  private find(ref: string): Known {
    const all = [...this.requests, ...this.objections, ...this.disputes];
    return all.find((one) => one.ref === ref) as Known;
  }

  /** The occasion of a mail with the case's short name in place of its public id. */
  private named(key: string): string {
    const known = [...this.requests, ...this.objections, ...this.disputes].find(({ publicId }) =>
      key.includes(publicId),
    );
    return known ? key.replace(known.publicId, known.ref) : key;
  }
}

function standing(
  kind: Standing['kind'],
  ref: string,
  facts: object,
  row: { next_action_at: string | null; seq: number },
): Standing {
  return { ref, kind, facts, next: row.next_action_at, events: row.seq };
}

type Result = { ok: true } | { ok: false; kind: string; code?: string };
const codeOf = (result: Result): string | null => (result.ok ? null : (result.code ?? result.kind));
