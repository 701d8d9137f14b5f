import { readAddressees } from '../../src/breaches/addressee-list';
import type { Asked, StepDone } from '../../src/breaches/asked';
import { type Acting, type BreachReport, recordBreach } from '../../src/breaches/commands';
import { takeBreachStep } from '../../src/breaches/step-commands';
import type { BreachAddresseeRow, BreachRow } from '../../src/db/tables/breaches';
import type { TestApp } from '../support/app';

export const PPID: Acting = { role: 'ppid', by: { role: 'ppid', name: 'PPID Contoh' } };

export const CONTENT = {
  data_kinds: 'Nama, NIK, dan nomor telepon pemohon',
  happened: 'Salinan basis data terunggah ke laman umum pada Jumat pagi.',
  handling: 'Salinan diturunkan dan kata sandi diganti.',
};

/** A breach discovered just now unless `over` says otherwise; gives its number. */
export async function aBreach(app: TestApp, over: Partial<BreachReport> = {}, who: Acting = PPID): Promise<string> {
  const now = app.clock.now().toISOString();
  const report = { discovered_at: now, people_count: 3, content: CONTENT, ...over };
  const recorded = await recordBreach(app.deps, who, report);
  if (!recorded.ok) throw new Error(recorded.code);
  return recorded.number;
}

export const breachRow = async (app: TestApp, number: string): Promise<BreachRow> =>
  app.db('breaches').where({ number }).first();

export async function take(app: TestApp, number: string, ask: Asked, who: Acting = PPID): Promise<StepDone> {
  const { version } = await breachRow(app, number);
  return takeBreachStep(app.deps, { number, version, ...who, ask });
}

/** Adds people by lines `name,e-mail,address`; gives their rows. */
export async function people(app: TestApp, number: string, lines: string[]): Promise<BreachAddresseeRow[]> {
  const list = await readAddressees(Buffer.from(['nama,e-mail,alamat', ...lines].join('\n')), 'list.csv');
  if (!list.ok) throw new Error(JSON.stringify(list));
  const done = await take(app, number, { do: 'add_addressees', contacts: list.contacts });
  if (!done.ok) throw new Error(JSON.stringify(done));
  const { id } = await breachRow(app, number);
  return app.db('breach_addressees').where('breach_id', id).orderBy('id');
}

export async function eventsOf(app: TestApp, number: string): Promise<string[]> {
  const { public_id } = await breachRow(app, number);
  return app.db('audit_events').where('chain', `breach:${public_id}`).orderBy('seq').pluck('kind');
}

export async function escalationsOf(app: TestApp, number: string): Promise<string[]> {
  const { id } = await breachRow(app, number);
  const rows = await app.db('escalations').where({ case_kind: 'breach', case_id: id }).orderBy('id');
  return rows.map((row) => `${row.step}>${row.meant_for}${row.state === 'skipped' ? ' skipped' : ''}`);
}
