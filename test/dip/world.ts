import { compileDip } from '../../src/dip/compile/commands';
import type { Agent, TestApp } from '../support/app';

/** The steps of a register through the real pages, as the officers take them. */
export async function propose(t: TestApp): Promise<string> {
  const answer = await (await t.as('ppid'))
    .post('/petugas/dip')
    .type('form')
    .send({ catatan: 'Semester dua' })
    .expect(303);
  await compileDip(t.deps);
  return String(answer.headers.location).split('/').at(-1) as string;
}

const areaOf = { ppid: '/petugas/dip', atasan: '/atasan/dip' } as const;

/** Sends a step with the version that stands on the page. */
export async function step(t: TestApp, who: keyof typeof areaOf, id: string, fields: Record<string, string>) {
  const agent: Agent = await t.as(who);
  const { version } = await t.db('dip_versions').where('public_id', id).first('version');
  return agent
    .post(`${areaOf[who]}/${id}/transitions`)
    .type('form')
    .send({ version: String(version), ...fields });
}

export async function approve(t: TestApp, id: string): Promise<void> {
  expect((await step(t, 'atasan', id, { action: 'approve' })).status).toBe(303);
}

export async function enact(t: TestApp, id: string, nomor: string, tanggal: string): Promise<void> {
  expect((await step(t, 'ppid', id, { action: 'enact', nomor, tanggal })).status).toBe(303);
}

/** A whole version from proposal to decree, on the day of the test's clock. */
export async function enacted(t: TestApp, nomor: string, tanggal: string): Promise<string> {
  const id = await propose(t);
  await approve(t, id);
  await enact(t, id, nomor, tanggal);
  return id;
}
