import { fileObjection } from '../../src/objections/filing/commands';
import type { ObjectionFiling } from '../../src/objections/filing/input';
import { answered, on } from '../disputes/cases';
import { filed, ktp, row, step } from '../requests/staff/cases';
import type { TestApp } from '../support/app';

export const SECRET = 'Rahasia Pak Karto dari Wedung';

/** A request with an identity paper that is answered on time and closed when its window has passed; gives its number. */
export async function closedRequest(app: TestApp, more: { objected?: boolean } = {}): Promise<string> {
  app.clock.set('2026-12-11T09:00:00+07:00');
  const files = [await ktp(app)];
  const number = await filed(app, {
    files,
    body: 'dinkominfo',
    details: `${SECRET} ${Math.random()}`,
    purpose: `Untuk ${SECRET}`,
  });
  const ppid = await app.as('ppid');
  app.clock.set('2026-12-14T10:00:00+07:00');
  const sent = await step(app, ppid, '/petugas', number, { action: 'not_held', considerations: `Menurut ${SECRET}` });
  if (sent.status !== 303) throw new Error(sent.text);
  if (more.objected) {
    const request = await row(app, number);
    app.clock.set('2026-12-16T10:00:00+07:00');
    const filing: ObjectionFiling = {
      ...{ channel: 'web', language: 'id', ground: 'd', requestId: request.id, bodyId: request.body_id, foundOn: null },
      requesterKind: 'individual',
      identity: {
        ...{ name: SECRET, identity_number: '3321014507890001', address: 'Wedung', email: 'karto@warga.test' },
        ...{ phone: null, occupation: null, proxy: null },
      },
      ...{ details: SECRET, purpose: SECRET, position: SECRET, userId: null, actor: { role: 'requester' } },
      files: [await ktp(app)],
    };
    const objected = await fileObjection(app.deps, filing);
    if (objected.kind !== 'filed') throw new Error(JSON.stringify(objected));
    const objection = await app.db('objections').where('id', objected.receipt.id).first();
    app.clock.set('2026-12-18T10:00:00+07:00');
    await answered(app, objection);
  }
  await on(app, '2027-05-03');
  return number;
}

/** What a destroyed case must not hold any more, anywhere in the database: the words, and the hash of the key. */
export async function words(app: TestApp, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of [
    'requests',
    'objections',
    'disputes',
    'letters',
    'request_answers',
    'request_files',
    'case_files',
    'outbox',
    'retention_items',
    'retention_lists',
  ]) {
    const rows = await app.db(table).select('*');
    if (JSON.stringify(rows).includes(text)) found.push(table);
  }
  return found;
}
