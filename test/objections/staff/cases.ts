import { currentUser } from '../../../src/accounts/queries';
import { fileObjection } from '../../../src/objections/filing/commands';
import type { ObjectionFiling } from '../../../src/objections/filing/input';
import { NAME, NIK } from '../../requests/staff/cases';
import type { Agent, TestApp } from '../../support/app';

export { NAME, NIK };

/** An objection as it comes in by the portal, unless said otherwise; gives its number. */
export async function objected(
  app: TestApp,
  more: Partial<ObjectionFiling> & { request?: string; body?: string; email?: string | null } = {},
): Promise<string> {
  const { request, body, email = 'siti@contoh.test', ...rest } = more;
  const requestId = request ? (await app.db('requests').where('number', request).first('id')).id : null;
  const bodyId = body ? (await app.db('bodies').where('slug', body).first('id')).id : null;
  const result = await fileObjection(app.deps, {
    channel: 'web',
    language: 'id',
    ground: requestId === null ? 'b' : 'c',
    requestId,
    bodyId,
    foundOn: requestId === null ? '2026-12-01' : null,
    requesterKind: 'individual',
    identity: {
      name: NAME,
      identity_number: NIK,
      address: 'Jalan Pemuda 5, Demak',
      email,
      phone: null,
      occupation: null,
      proxy: null,
    },
    details: `Laporan keuangan yang tidak diumumkan ${Math.random()}`,
    purpose: 'Penelitian saya sendiri',
    position: 'Saya sudah mencari di laman resminya.',
    userId: null,
    files: [],
    actor: { role: 'requester' },
    ...rest,
  });
  if (result.kind !== 'filed') throw new Error(JSON.stringify(result));
  return result.receipt.number;
}

export const objection = (app: TestApp, number: string) => app.db('objections').where({ number }).first();

/** The kinds of an objection's events, in order. */
export async function objectionEvents(app: TestApp, number: string): Promise<string[]> {
  const { public_id } = await objection(app, number);
  return app.db('audit_events').where('chain', `objection:${public_id}`).orderBy('seq').pluck('kind');
}

/** Sends the form of a step as a browser does, with the version the page shows now unless another is given. */
export async function objectionStep(
  app: TestApp,
  agent: Agent,
  area: '/petugas' | '/atasan',
  number: string,
  fields: Record<string, string> & { action: string },
  files: Record<string, { name: string; content: Buffer }> = {},
) {
  const version = fields.version ?? String((await objection(app, number)).version);
  const sending = agent.post(`${area}/keberatan/${number}/transitions`);
  for (const [name, value] of Object.entries({ version, ...fields })) sending.field(name, value);
  for (const [name, { name: filename, content }] of Object.entries(files)) sending.attach(name, content, { filename });
  return sending;
}

/** The first file of an objection of this kind, as stored. */
export async function caseFile(app: TestApp, number: string, kind: string) {
  const { id } = await objection(app, number);
  return app.db('case_files').where({ case_kind: 'objection', case_id: id, kind }).first();
}

export const userId = async (app: TestApp, name: string): Promise<number> =>
  (await app.db('users').where('email', `${name}@contoh.test`).first('id')).id;

export const rolesToday = async (app: TestApp, name: string) =>
  (await currentUser(app.db, await userId(app, name), '2026-12-11'))?.roles ?? [];
