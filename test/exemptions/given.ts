import type { ExemptionRow } from '../../src/db/tables/exemptions';
import { recordDelegation } from '../../src/exemptions/delegation-commands';
import { beginTest } from '../../src/exemptions/new-commands';
import { takeExemptionStep } from '../../src/exemptions/step-commands';
import type { StepInput, StepResult } from '../../src/exemptions/step-input';
import type { ExemptionStep, TestSheet } from '../../src/workflow/exemption-facts';
import type { TestApp } from '../support/app';

export const SHEET: TestSheet = {
  title: 'Data pribadi pasien',
  ...{ letter: 'h', item: 2, partial: 0, part: null, statute: null, until_on: null, opens_on: null },
  legal_basis: 'UU 14/2008 Pasal 17 huruf h angka 2',
  if_opened: 'Riwayat kesehatan pasien terungkap.',
  if_closed: 'Rahasia kesehatan pasien terlindungi.',
  public_interest: 'Kepentingan umum tidak menuntut pembukaannya.',
  term_basis: 'Selama diperlukan untuk melindungi rahasia pribadi.',
  target: 'setiap-saat',
  testers: [{ name: 'Rina Astuti', office: 'Kepala Bidang', unit: 'Dinas Kominfo' }],
};

export type Given = Partial<TestSheet> & {
  body?: string;
  decree?: string;
  decidedOn?: string;
  documentId?: number | null;
  purpose?: 'exempt';
};

const APPROVAL = { kind: 'head' as const, name: 'Hj. Bupati Contoh', office: 'Bupati', number: '180/12/2026' };

type App = Pick<TestApp, 'deps' | 'db' | 'regionId'>;

const ppidId = async (app: App): Promise<number | null> =>
  (await app.db('users').where('email', 'ppid@contoh.test').first('id'))?.id ?? null;

/** Takes a step as the PPID, on the version that is there now. */
export async function takes(
  app: App,
  number: string,
  step: ExemptionStep,
  more: Partial<StepInput> = {},
): Promise<StepResult> {
  const row = await rowOf(app, number);
  const userId = await ppidId(app);
  return takeExemptionStep(app.deps, {
    ...{ number, version: row.version, step, actor: { role: 'ppid', userId, bodyId: null } },
    by: { role: 'ppid', userId, name: 'PPID' },
    ...more,
  });
}

export const rowOf = (app: Pick<TestApp, 'db'>, number: string): Promise<ExemptionRow> =>
  app.db('exemptions').where({ number }).first();

/** A test that has begun, through the real commands. */
export async function begun(app: App, given: Given = {}): Promise<ExemptionRow> {
  const { body = 'dinkominfo', decree: _, decidedOn: __, documentId = null, ...sheet } = given;
  const bodyId = (await app.db('bodies').where('slug', body).first('id')).id;
  const userId = await ppidId(app);
  return beginTest(app.deps, {
    ...{ bodyId, documentId, requestNumber: null, formKey: '', sheet: { ...SHEET, ...sheet } },
    by: { role: 'ppid', userId },
  });
}

/** A decision in force, through the real commands: tested, approved by the head, enacted on the clock's day. */
export async function enacted(app: App, given: Given = {}): Promise<ExemptionRow> {
  const { number } = await begun(app, given);
  const completed = await takes(app, number, { do: 'complete_test' });
  if (!completed.ok) throw new Error(JSON.stringify(completed));
  const decided = await takes(app, number, decideStep(app, given.decree));
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  return rowOf(app, number);
}

let made = 0;

export function decideStep(app: App, decree?: string): ExemptionStep {
  made += 1;
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(app.deps.clock.now());
  const number = decree ?? `SK-uji-${made}`;
  return { do: 'decide', number, decided_on: on, approval: { ...APPROVAL, on }, terms: null };
}

/** The decision `SK-7/2026` (h.2), enacted the first time it is asked for. */
export async function decreed(app: App, decree = 'SK-7/2026'): Promise<ExemptionRow> {
  const known = await app.db('exemption_decisions').where({ number: decree }).first('id');
  return known ? app.db('exemptions').where('decision_id', known.id).first() : enacted(app, { decree });
}

/** A decision whose term is over, though no sweep has come by. */
export async function over(app: App): Promise<ExemptionRow> {
  const row = await enacted(app, { title: 'Sudah lewat', letter: 'h', item: 1 });
  await app.db('exemptions').where('id', row.id).update({ ends_on: '2026-12-10' });
  return row;
}

/** A delegation of the head's approval to the superior, on file. */
export async function delegated(app: App, more: { from_on?: string; until_on?: string | null } = {}) {
  const { id } = await app.db('users').where('email', 'atasan@contoh.test').first('id');
  const kept = await app.deps.files.put(Buffer.from('%PDF-1.4 pelimpahan'));
  const file = {
    ...{ kind: 'delegation' as const, stored_name: kept.storedName, name: 'pelimpahan.pdf', sealed: 0 },
    ...{ media_type: 'application/pdf', size: kept.size, sha256: kept.sha256 },
  };
  const given = {
    ...{ user_id: id, office: 'Sekretaris Daerah', number: '100/7/2026', from_on: '2026-01-01', until_on: null },
    ...{ head_name: 'Hj. Bupati Contoh', head_office: 'Bupati', ...more },
  };
  await recordDelegation(app.deps, given, file, { role: 'ppid', userId: await ppidId(app) });
  const row = await app.db('exemption_delegations').orderBy('id', 'desc').first();
  const stored = await app.db('exemption_files').where('delegation_id', row.id).first();
  return { delegation: row.public_id as string, file: stored.public_id as string };
}
