import { verifyChains } from '../../src/audit/verify/queries';
import { openLetter } from '../../src/letters/sealing';
import { openIdentityPaper } from '../../src/requests/staff/opening-commands';
import { takeStep } from '../../src/requests/steps/commands';
import type { StepInput } from '../../src/requests/steps/input';
import { openCaseKey } from '../../src/secrets/keys';
import { decreed } from '../exemptions/given';
import { type TestApp, testApp } from '../support/app';
import { filed, ktp, row } from './staff/cases';

let app: TestApp;
let ppidId: number;
beforeAll(async () => {
  app = await testApp();
  ppidId = (await app.db('users').where('email', 'ppid@contoh.test').first('id')).id;
});
afterAll(() => app.close());

const DECISION = { considerations: 'Terbuka.', under_control: true };
const GIVEN = { ...DECISION, format: 'soft' as const, provide_days: 3, material: 'Laporan', cost: null };

async function take(number: string, step: StepInput['step'], more: Partial<StepInput> = {}) {
  const { id, version } = await row(app, number);
  return takeStep(app.deps, {
    requestId: id,
    version,
    step,
    actor: { role: 'ppid', userId: ppidId, bodyId: null },
    by: { role: 'ppid', userId: ppidId, name: 'PPID Contoh' },
    ...more,
  });
}

const chainOf = async (number: string) =>
  app
    .db('audit_events')
    .where('chain', `request:${(await row(app, number)).public_id}`)
    .orderBy('seq');

async function letterOf(number: string, kind: string): Promise<string> {
  const { id, public_id, case_key_sealed } = await row(app, number);
  const letter = await app.db('letters').where({ request_id: id, kind }).first();
  return JSON.stringify(openLetter(letter, openCaseKey(app.deps.keys, case_key_sealed, public_id)));
}

const stored = async (text: string) => ({
  ...(await app.deps.files.put(Buffer.from(text))),
  name: `${text}.txt`,
  mediaType: 'text/plain',
  sealed: false,
});

describe('a step', () => {
  it('is one transaction: state, event with old and new values, letter, mail, head of the chain', async () => {
    const number = await filed(app);
    expect((await take(number, { do: 'extend', ground: 'not_held' }, { reason: 'Dicari di arsip' })).ok).toBe(true);
    const after = await row(app, number);
    const chain = await chainOf(number);
    const last = chain.at(-1);
    expect([last.kind, last.seq, last.hash]).toEqual(['extended', after.seq, after.head_hash]);
    const payload = JSON.parse(last.payload);
    expect(payload.changes.due_on).toEqual(['2026-12-29', after.due_on]);
    expect(payload.actor).toEqual({ role: 'ppid', user: ppidId, name: 'PPID Contoh', deputy_for: null });
    expect(last.payload).not.toContain('Dicari di arsip');
    const letter = await app.db('letters').where({ request_id: after.id, kind: 'extension' }).first();
    expect(await app.db('outbox').where('letter_id', letter.id)).toHaveLength(1);
    expect((await verifyChains(app.db)).ok).toBe(true);
  });

  it('writes into its letter the very dates of the case', async () => {
    const number = await filed(app);
    await take(number, { do: 'extend', ground: 'not_held' }, { reason: 'x' });
    const day = (date: string) =>
      new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
    expect(await letterOf(number, 'extension')).toContain(day((await row(app, number)).due_on));
    await take(number, { do: 'grant', provide_days: 3 }, { decision: { kind: 'granted', ...GIVEN } });
    const granted = await row(app, number);
    const letter = await letterOf(number, 'granted');
    for (const date of [granted.promised_on, granted.object_by]) expect(letter).toContain(day(date));
    expect([granted.notified_on, granted.notice_reached_on]).toEqual(['2026-12-11', '2026-12-11']);
  });

  it('lets one of two officers through when both saw the same page', async () => {
    const number = await filed(app);
    const { version } = await row(app, number);
    const both = await Promise.all([
      take(number, { do: 'grant', provide_days: 1 }, { version, decision: { kind: 'granted', ...GIVEN } }),
      take(number, { do: 'not_held' }, { version, decision: { kind: 'not_held', ...DECISION } }),
    ]);
    expect(both.map((result) => (result.ok ? 'ok' : result.kind)).sort()).toEqual(['ok', 'stale']);
    expect((await row(app, number)).version).toBe(version + 1);
    expect((await chainOf(number)).map((event) => event.seq)).toEqual([1, 2]);
  });

  it('and the opening of a paper at the same instant both find their place in the chain', async () => {
    const number = await filed(app, { files: [await ktp(app)] });
    const { id } = await row(app, number);
    const file = await app.db('request_files').where('request_id', id).first();
    const looks = [1, 2, 3].map((n) =>
      openIdentityPaper(app.deps, {
        requestId: id,
        fileId: file.public_id,
        reason: `${n}`,
        by: { role: 'ppid', userId: ppidId },
      }),
    );
    const [result] = await Promise.all([take(number, { do: 'declare_complete' }), ...looks]);
    expect(result.ok).toBe(true);
    const chain = await chainOf(number);
    expect(chain.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
    expect((await row(app, number)).head_hash).toBe(chain.at(-1).hash);
    expect((await verifyChains(app.db)).ok).toBe(true);
  });

  it('that is refused leaves nothing: no event, no file, no letter, no version', async () => {
    const number = await filed(app);
    const before = await row(app, number);
    const file = { kind: 'exemption' as const, ...(await stored('sk')) };
    const refused = await take(number, { do: 'propose_refusal', exemption: null }, { files: [file] });
    expect(refused).toEqual({ ok: false, kind: 'refused', code: 'exemption_missing' });
    expect(await row(app, number)).toEqual(before);
    expect(await app.db('request_files').where('request_id', before.id)).toEqual([]);
  });

  it('leans on what was enacted, whatever a program says of it', async () => {
    const number = await filed(app);
    const { number: code } = await decreed(app);
    const typed = { decided_on: '2026-01-05', title: 'karangan', ground: 'a.1', until: null, attached: true };
    const propose = (exemption: object) =>
      take(
        number,
        { do: 'propose_refusal', exemption: { ...typed, ...exemption } as never },
        { decision: { kind: 'refused', ...DECISION, exemption: { ...typed, number: 'SK-karangan' } } },
      );
    expect(await propose({ number: 'SK-karangan' })).toMatchObject({ ok: false, code: 'exemption_missing' });
    expect(await propose({ number: 'SK-7/2026', code: 'DIK-2026-999999' })).toMatchObject({
      code: 'exemption_missing',
    });
    expect(await propose({ number: 'SK-7/2026', attached: false })).toMatchObject({ code: 'exemption_not_attached' });
    expect((await propose({ number: 'SK-7/2026' })).ok).toBe(true);
    const said = JSON.parse((await row(app, number)).proposal).exemption;
    expect(said).toMatchObject({ code, number: 'SK-7/2026', title: 'Data pribadi pasien', ground: 'h.2' });
  });

  it('keeps a redacted copy beside its original, and names the files of a step by their content', async () => {
    const number = await filed(app);
    const files = [
      { kind: 'original' as const, ...(await stored('asli')) },
      { kind: 'redacted' as const, ...(await stored('hitam')), originalOf: 0, warning: 'text:2' },
    ];
    const result = await take(
      number,
      { do: 'grant', provide_days: 0 },
      { decision: { kind: 'granted', ...GIVEN }, files },
    );
    expect(result.ok).toBe(true);
    const rows = await app
      .db('request_files')
      .where('request_id', (await row(app, number)).id)
      .orderBy('id');
    expect(rows.map((file) => [file.kind, file.original_id, file.warning])).toEqual([
      ['original', null, null],
      ['redacted', rows[0].id, 'text:2'],
    ]);
    const payload = JSON.parse((await chainOf(number)).at(-1).payload);
    expect(payload.detail.files).toEqual(files.map(({ kind, sha256 }) => ({ kind, sha256 })));
    expect(rows.map((file) => file.added_by)).toEqual([ppidId, ppidId]);
  });
});

describe('the record of a letter on paper', () => {
  it('gives the case the day it arrived, once, and keeps the scan when days are recorded again', async () => {
    const number = await filed(app, { email: null });
    await take(number, { do: 'not_held' }, { decision: { kind: 'not_held', ...DECISION } });
    const { id } = await row(app, number);
    const letter = await app.db('letters').where({ request_id: id, kind: 'not_held' }).first();
    const sending = { letter: { id: letter.id, way: 'post' } };
    const step = { do: 'record_letter' as const, letter: 'not_held', sent_on: '2026-12-11', reached_on: null };
    const scan = { kind: 'signed' as const, ...(await stored('ttd')) };
    await take(number, step, { ...sending, files: [scan] });
    expect([(await row(app, number)).notice_reached_on, (await row(app, number)).object_by]).toEqual([null, null]);
    await take(number, { ...step, reached_on: '2026-12-11' }, sending);
    const recorded = await app.db('letters').where('id', letter.id).first();
    const after = await row(app, number);
    expect([recorded.reached_on, after.notice_reached_on]).toEqual(['2026-12-11', '2026-12-11']);
    expect(after.object_by).not.toBeNull();
    expect(recorded.signed_file_id).not.toBeNull();
  });
});

describe('a superior', () => {
  it('may promise other days than were proposed: case, decision and letter say the same', async () => {
    const number = await filed(app);
    const exemption = {
      number: 'SK-1',
      decided_on: '2026-01-05',
      title: 'x',
      ground: 'h.3',
      until: null,
      attached: true,
    };
    const redactions = [{ part: 'Rekening', ground: 'h', reason: 'Rahasia' }];
    const { until: _, attached: __, ...named } = exemption;
    await decreed(app, 'SK-1');
    await take(
      number,
      { do: 'grant_partly', because: 'exempt', provide_days: 3, exemption, redactions },
      { decision: { kind: 'granted_partly', because: 'exempt', ...GIVEN, exemption: named, redactions } },
    );
    const actor = { role: 'atasan' as const, userId: null, bodyId: null };
    const approved = await take(number, { do: 'approve_refusal', provide_days: 7 }, { actor, by: { role: 'atasan' } });
    expect(approved.ok).toBe(true);
    const { decision, promised_on } = await row(app, number);
    expect(JSON.parse(decision)).toMatchObject({ provide_days: 7, promised_on });
    expect(await letterOf(number, 'granted_partly')).toContain('7 hari kerja');
  });
});
