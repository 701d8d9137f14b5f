import { only, type Slice } from '../rows';

const PATH = '/opd/impor';

/** A list belongs to who sent it: nobody else finds it, not even another publisher. */
const owner = (answer: number) => only(['opd'], answer, { but: { opd2: 404, ppid: 404 } });
const publishers = (answer: number) => only(['opd', 'opd2', 'ppid'], answer);

export const slice: Slice = {
  prepare: async ({ db, regionId }) => {
    const user = await db('users').where('email', 'opd@contoh.test').first('id');
    const at = '2026-12-11T02:00:00.000Z';
    await db('document_imports').insert({
      ...{ public_id: 'daftarcontoh', region_id: regionId, user_id: user.id, actor: '{}', name: 'dip.csv' },
      ...{ stored_name: 'ab'.repeat(16), size: 1, sha256: 'x', state: 'done', created_at: at, expires_at: '2099' },
    });
    return { list: `${PATH}/daftarcontoh` };
  },
  rows: [
    { route: `GET ${PATH}`, answers: publishers(200) },
    { route: `POST ${PATH}/berkas`, answers: publishers(422) },
    { route: `GET ${PATH}/:id`, path: ({ list }) => String(list), answers: owner(200) },
    { route: `POST ${PATH}/:id/muat`, path: ({ list }) => `${list}/muat`, answers: owner(303) },
    { route: `POST ${PATH}/:id/buang`, path: ({ list }) => `${list}/buang`, answers: owner(303) },
    { route: `GET ${PATH}/:id/hasil.csv`, path: ({ list }) => `${list}/hasil.csv`, answers: owner(200) },
  ],
};
