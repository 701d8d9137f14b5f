import { only, type Slice } from '../rows';

const admin = (answer: number) => only(['admin'], answer);
const PATH = '/admin/kalender';

export const slice: Slice = {
  prepare: async ({ db }) => {
    const day = await db('holidays').where('date', '2026-12-25').first('id');
    return { day: `${PATH}/2026/hari/${day.id}` };
  },
  rows: [
    { route: `GET ${PATH}`, answers: admin(200) },
    { route: `GET ${PATH}/perubahan`, answers: admin(200) },
    { route: `GET ${PATH}/perubahan/:id`, path: `${PATH}/perubahan/tidak-ada`, answers: admin(404) },
    { route: `GET ${PATH}/impor`, answers: admin(200) },
    { route: `POST ${PATH}/impor/berkas`, answers: admin(422) },
    { route: `POST ${PATH}/simpan`, answers: admin(422) },
    { route: `GET ${PATH}/:year`, path: `${PATH}/2026`, answers: admin(200) },
    { route: `GET ${PATH}/:year/tambah`, path: `${PATH}/2026/tambah`, answers: admin(200) },
    { route: `POST ${PATH}/:year/tambah`, path: `${PATH}/2026/tambah`, answers: admin(422) },
    { route: `GET ${PATH}/:year/keputusan`, path: `${PATH}/2026/keputusan`, answers: admin(200) },
    { route: `POST ${PATH}/:year/keputusan`, path: `${PATH}/2026/keputusan`, answers: admin(422) },
    { route: `GET ${PATH}/:year/hari/:id`, path: ({ day }) => String(day), answers: admin(200) },
    { route: `POST ${PATH}/:year/hari/:id`, path: ({ day }) => String(day), answers: admin(422) },
    { route: `GET ${PATH}/:year/hari/:id/hapus`, path: ({ day }) => `${day}/hapus`, answers: admin(200) },
    { route: `POST ${PATH}/:year/hari/:id/hapus`, path: ({ day }) => `${day}/hapus`, answers: admin(422) },
  ],
};
