import { requestExample } from '../../src/api/openapi/request-body';
import type { Verb } from '../../src/jobs/simulate/scenario';
import { fileObjection } from '../../src/objections/filing/commands';
import { take } from '../api/lives';
import type { TestApp } from '../support/app';

/** Files so many requests at an instant; their numbers. */
async function file(app: TestApp, at: string, n: number): Promise<string[]> {
  app.clock.set(at);
  const numbers: string[] = [];
  for (let i = 0; i < n; i++) {
    const details = `Permohonan ${at} ke-${i + 1}`;
    const res = await app
      .browser()
      .post('/api/v1/requests')
      .send({ ...requestExample, details })
      .expect(201);
    numbers.push(res.body.number);
  }
  return numbers;
}

async function all(app: TestApp, at: string, numbers: readonly string[], ...verbs: Verb[]): Promise<void> {
  app.clock.set(at);
  for (const number of numbers) for (const verb of verbs) await take(app, number, verb);
}

/**
 * Thirty requests of 2026, all to Dinkominfo's portal: ten on 2 February, ten on 6 April, ten on 2 November. Their terms
 * end on 18 February (two days off on the way), 20 April and 16 November.
 */
export async function playYear(app: TestApp): Promise<void> {
  const first = await file(app, '2026-02-02T09:00:00+07:00', 10);
  await all(app, '2026-02-06T10:00:00+07:00', first.slice(0, 6), 'grant');
  await all(app, '2026-02-06T11:00:00+07:00', first.slice(6, 8), 'propose_refusal', 'approve_refusal');
  await all(app, '2026-02-06T12:00:00+07:00', first.slice(8, 9), 'not_held');
  await all(app, '2026-02-06T13:00:00+07:00', first.slice(9), 'withdraw');
  const second = await file(app, '2026-04-06T09:00:00+07:00', 10);
  await all(app, '2026-04-20T10:00:00+07:00', second.slice(0, 3), 'grant');
  await all(app, '2026-04-20T11:00:00+07:00', second.slice(3, 4), 'redirect');
  await all(app, '2026-04-20T12:00:00+07:00', second.slice(4, 5), 'not_documented');
  await all(app, '2026-04-22T10:00:00+07:00', second.slice(5, 9), 'grant_partly');
  const third = await file(app, '2026-11-02T09:00:00+07:00', 10);
  await all(app, '2026-11-05T10:00:00+07:00', third.slice(0, 4), 'grant');
  app.clock.set('2026-11-17T09:00:00+07:00');
  const silent = await app
    .db('requests')
    .where('number', second[9] as string)
    .first('id');
  const filed = await fileObjection(app.deps, {
    ...{ channel: 'web', language: 'id', ground: 'c', requestId: silent.id, bodyId: null, foundOn: null },
    requesterKind: 'individual',
    identity: {
      ...{ name: 'Siti', identity_number: '3321010101000001', address: 'Wedung', email: null },
      ...{ phone: null, occupation: null, proxy: null },
    },
    ...{ details: 'Tidak dijawab', purpose: 'Uji', position: 'Kasus posisi', userId: null, files: [] },
    ...{ actor: { role: 'requester' }, lateEntryReason: null },
  });
  if (filed.kind !== 'filed') throw new Error(JSON.stringify(filed));
}
