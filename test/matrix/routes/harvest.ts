import { only, type Slice } from '../rows';

const PATH = '/petugas/panen';
const ppid = (answer: number) => only(['ppid'], answer);
const admin = (answer: number) => only(['admin'], answer);

export const slice: Slice = {
  prepare: async ({ db, regionId }) => {
    const body = await db('bodies').where('slug', 'dinkominfo').first('id');
    const at = '2026-12-11T02:00:00.000Z';
    await db('harvest_sources').insert({
      ...{ public_id: 'sumbercontoh', region_id: regionId, body_id: body.id, name: 'Contoh', kind: 'ckan', active: 0 },
      ...{
        url: 'https://data.contoh.go.id',
        category: 'berkala',
        every: 'daily',
        grace_days: 14,
        created_at: at,
        updated_at: at,
      },
    });
    return { source: `${PATH}/sumbercontoh` };
  },
  rows: [
    { route: `GET ${PATH}`, answers: ppid(200) },
    { route: `POST ${PATH}`, answers: ppid(422) },
    { route: `GET ${PATH}/baru`, answers: ppid(200) },
    { route: `GET ${PATH}/:id`, path: ({ source }) => String(source), answers: ppid(200) },
    { route: `POST ${PATH}/:id`, path: ({ source }) => String(source), answers: ppid(422) },
    { route: `GET ${PATH}/:id/ubah`, path: ({ source }) => `${source}/ubah`, answers: ppid(200) },
    { route: `POST ${PATH}/:id/tindakan`, path: ({ source }) => `${source}/tindakan`, answers: ppid(422) },
    { route: `POST ${PATH}/:id/hilang`, path: ({ source }) => `${source}/hilang`, answers: ppid(422) },
    { route: 'GET /admin/panen', answers: admin(200) },
    { route: 'POST /admin/panen', form: { hosts: '*' }, answers: admin(422) },
  ],
};
