import type { DisputeRow } from '../../src/db/tables/disputes';
import type { ObjectionRow } from '../../src/db/tables/objections';
import { takeDisputeStep } from '../../src/disputes/steps/commands';
import { advanceAll } from '../../src/jobs/advance';
import type { ObjectionAnswer } from '../../src/letters/objection-facts';
import { fileObjection } from '../../src/objections/filing/commands';
import type { ObjectionFiling } from '../../src/objections/filing/input';
import { takeObjectionStep } from '../../src/objections/steps/commands';
import type { DisputeStep } from '../../src/workflow/dispute-steps';
import type { Role } from '../../src/workflow/facts';
import { decreed } from '../exemptions/given';
import type { Agent, TestApp } from '../support/app';

export const NAME = 'Siti Aminah';
export const NIK = '3321014507890001';

export type Objecting = Partial<ObjectionFiling> & { email?: string | null; body?: string };

/** An objection of ground b, which needs no request behind it, unless said otherwise; gives its row. */
export async function objected(app: TestApp, more: Objecting = {}): Promise<ObjectionRow> {
  const { email = 'siti@warga.test', body = 'dinkominfo', ...rest } = more;
  const bodyId = (await app.db('bodies').where('slug', body).first('id')).id;
  const filed = await fileObjection(app.deps, {
    ...{ channel: 'web', language: 'id', ground: 'b', requestId: null, bodyId, foundOn: '2026-12-10' },
    requesterKind: 'individual',
    identity: {
      ...{ name: NAME, identity_number: NIK, address: 'Jalan Pemuda 5, Demak', email },
      ...{ phone: '081234567890', occupation: 'Petani', proxy: null },
    },
    details: `Laporan keuangan ${Math.random()}`,
    purpose: 'Mengawasi anggaran',
    position: 'Laporan tidak ada di laman dinas.',
    userId: null,
    files: [],
    actor: { role: 'requester' },
    ...rest,
  });
  if (filed.kind !== 'filed') throw new Error(JSON.stringify(filed));
  return app.db('objections').where('id', filed.receipt.id).first();
}

/** The superior answers, as the pages of his area do it. */
export async function answered(app: TestApp, objection: ObjectionRow, outcome = 'upheld'): Promise<ObjectionRow> {
  if (objection.ground === 'a') await decreed(app);
  const user = await app.db('users').where('email', 'atasan@contoh.test').first('id', 'name');
  const exempt = { number: 'SK-7/2026', decided_on: '2026-01-05', title: 'Data pasien', ground: 'h' };
  const answer: ObjectionAnswer = {
    ...{ outcome: outcome as 'upheld', reasons: 'Alasan yang dikuatkan.', order: null },
    exemption: objection.ground === 'a' ? exempt : null,
    by: { name: user.name, office: 'Sekretaris Daerah', delegated: false },
  };
  const done = await takeObjectionStep(app.deps, {
    ...{ caseId: objection.id, version: null },
    step: {
      ...{ do: 'answer_objection', outcome, execute_days: 5 },
      exemption: objection.ground === 'a' ? { ...exempt, until: null, attached: true } : null,
    },
    actor: { role: 'atasan', userId: user.id, bodyId: null },
    by: { role: 'atasan', userId: user.id, name: user.name },
    columns: { answer: JSON.stringify(answer), answered_by: user.id },
  });
  if (!done.ok) throw new Error(JSON.stringify(done));
  return app.db('objections').where('id', objection.id).first();
}

/** A dispute whose window opened today, by an answer that went by e-mail. */
export async function opened(app: TestApp, more: Objecting = {}): Promise<DisputeRow> {
  return disputeOf(app, await answered(app, await objected(app, more)));
}

export const disputeOf = (app: TestApp, objection: Pick<ObjectionRow, 'id'>): Promise<DisputeRow> =>
  app.db('disputes').where('objection_id', objection.id).first();

export const again = (app: TestApp, { id }: Pick<DisputeRow, 'id'>): Promise<DisputeRow> =>
  app.db('disputes').where('id', id).first();

export const objectionOf = (app: TestApp, dispute: DisputeRow): Promise<ObjectionRow> =>
  app.db('objections').where('id', dispute.objection_id).first();

/** Takes a step of a dispute; gives why it was refused, or null. */
export async function does(
  app: TestApp,
  dispute: Pick<DisputeRow, 'id'>,
  step: DisputeStep,
  role: Role = 'ppid',
): Promise<string | null> {
  const user = role === 'requester' ? null : await app.db('users').where('email', `${role}@contoh.test`).first('id');
  const done = await takeDisputeStep(app.deps, {
    ...{ caseId: dispute.id, version: null, step },
    actor: { role, userId: user?.id ?? null, bodyId: null },
    by: { role, userId: user?.id ?? null },
  });
  return done.ok ? null : done.kind === 'refused' ? done.code : done.kind;
}

/** Sets the clock to 10.00 of a day, and lets time do what it has made due until then. */
export async function on(app: TestApp, day: string, time = '10:00'): Promise<void> {
  app.clock.set(`${day}T${time}:00+07:00`);
  while ((await advanceAll(app.deps)) > 0) {
    // Each pass takes what the one before has made due.
  }
}

type Fields = Record<string, string>;
type Files = Record<string, { name: string; content: Buffer }>;

/** Sends the form of a step as a browser does, with the version the page shows now unless another is given. */
export async function step(
  app: TestApp,
  agent: Agent,
  area: '/petugas' | '/atasan',
  dispute: DisputeRow,
  fields: Fields & { action: string },
  files: Files = {},
) {
  const version = fields.version ?? String((await again(app, dispute)).version);
  const sending = agent.post(`${area}/sengketa/${dispute.number}/transitions`);
  for (const [name, value] of Object.entries({ version, ...fields })) sending.field(name, value);
  for (const [name, { name: filename, content }] of Object.entries(files)) sending.attach(name, content, { filename });
  return sending;
}

/** The kinds of a dispute's events, in order. */
export async function events(app: TestApp, dispute: Pick<DisputeRow, 'public_id'>): Promise<string[]> {
  return app.db('audit_events').where('chain', `dispute:${dispute.public_id}`).orderBy('seq').pluck('kind');
}
