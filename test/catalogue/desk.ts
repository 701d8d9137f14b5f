import type { Agent, TestApp } from '../support/app';

/** Somebody at the desk of documents: forms with the version that is stored, as a page just opened would send them. */
export function deskOf(t: TestApp) {
  let keys = 0;
  const idOf = (path: string) => path.split('/').at(-1) as string;
  const rowOf = (path: string) => t.db('documents').where('public_id', idOf(path)).first();
  const revisionOf = async (path: string) =>
    t
      .db('document_revisions')
      .where('document_id', (await rowOf(path)).id)
      .first();
  const marks = async (path: string) => ({
    version: String((await rowOf(path)).version),
    revision: String((await revisionOf(path))?.version ?? 0),
  });
  return {
    rowOf,
    revisionOf,
    idOf,
    /** A new document of Dinkominfo; gives the path of its page in the desk. */
    async made(agent: Agent, facts: Record<string, string> = {}): Promise<string> {
      keys += 1;
      const sent = { title: `Informasi ${keys}`, category: 'berkala', summary: 'Ringkas.', body: 'dinkominfo' };
      const key = `kunci-meja-${String(keys).padStart(8, '0')}`;
      const answer = await agent
        .post('/opd/informasi')
        .type('form')
        .send({ ...sent, key, ...facts })
        .expect(303);
      return answer.headers.location as string;
    },
    /** Sends a form of the page with its versions. */
    async post(agent: Agent, path: string, step: string, values: Record<string, string> = {}) {
      return agent
        .post(step ? `${path}/${step}` : path)
        .type('form')
        .send({ ...(await marks(path)), ...values });
    },
    /** The PPID's answer to what waits. */
    async decide(ppid: Agent, path: string, step: 'setujui' | 'kembalikan', values: Record<string, string> = {}) {
      return ppid
        .post(`/petugas/telaah/${idOf(path)}/${step}`)
        .type('form')
        .send({ ...(await marks(path)), ...values });
    },
    async publicPage(path: string) {
      return t.browser().get(`/informasi/${(await rowOf(path)).slug}`);
    },
    async events(path: string): Promise<string[]> {
      const chain = `document:${(await rowOf(path)).id}`;
      return t.db('audit_events').where({ chain }).orderBy('seq').pluck('kind');
    },
  };
}

export const PDF = (words: string) => Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`);
