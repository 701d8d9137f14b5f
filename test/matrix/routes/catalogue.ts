import { factsOf } from '../../../src/catalogue/document-facts';
import { givenDocument, givenFile } from '../../catalogue/documents';
import { everybody, only, type Slice } from '../rows';

/** Someone who may publish for Dinkominfo; its colleague of another body finds nothing there. */
const publisher = (answer: number) => only(['opd', 'ppid'], answer, { but: { opd2: 404 } });
/** Someone who may publish at all. */
const publishers = (answer: number) => only(['opd', 'opd2', 'ppid'], answer);
/** The PPID alone: it answers for every body. */
const ppidOnly = (answer: number) => only(['ppid'], answer);

export const slice: Slice = {
  prepare: async ({ db, deps }) => {
    const published = await givenDocument(db, { title: 'Laporan kinerja' });
    const waiting = await givenDocument(db, { title: 'Menunggu telaah', state: 'review', published_at: null });
    const draft = await givenDocument(db, { title: 'Konsep laporan', state: 'draft' });
    const content = JSON.stringify({ ...factsOf(published), state: 'published', files: [], links: [] });
    const kept = { document_id: published.id, version: 1, content, changed_at: published.updated_at };
    await db('document_versions').insert(kept);
    return {
      waiting: waiting.public_id,
      published: published.slug,
      id: published.public_id,
      draft: draft.public_id,
      draftFile: (await givenFile(deps, draft)).public_id,
    };
  },
  rows: [
    { route: 'GET /', answers: everybody(200) },
    { route: 'GET /informasi', answers: everybody(200) },
    { route: 'GET /informasi/:slug', path: (made) => `/informasi/${made.published}`, answers: everybody(200) },
    {
      route: 'GET /informasi/:slug/versi/:number',
      path: (made) => `/informasi/${made.published}/versi/1`,
      answers: everybody(200),
    },
    { route: 'GET /badan-publik', answers: everybody(200) },
    { route: 'GET /badan-publik/:slug', path: '/badan-publik/dinkominfo', answers: everybody(200) },
    {
      route: 'GET /berkas/:id/:name',
      path: (made) => `/berkas/${made.draftFile}/laporan.pdf`,
      answers: { ...everybody(404), opd: 200, ppid: 200 },
    },
    {
      route: 'GET /berkas/:id/:name/pratinjau.jpg',
      path: (made) => `/berkas/${made.draftFile}/laporan.pdf/pratinjau.jpg`,
      answers: everybody(404),
    },
    { route: 'GET /api/v1/documents', answers: everybody(200) },
    { route: 'GET /api/v1/documents/:id', path: (made) => `/api/v1/documents/${made.id}`, answers: everybody(200) },
    { route: 'GET /api/v1/bodies', answers: everybody(200) },
    { route: 'GET /api/v1/bodies/:slug', path: '/api/v1/bodies/dinkominfo', answers: everybody(200) },
    { route: 'GET /api/3/action/package_search', answers: everybody(200) },
    { route: 'GET /api/3/action/package_list', answers: everybody(200) },
    { route: 'GET /api/3/action/current_package_list_with_resources', answers: everybody(200) },
    { route: 'GET /api/3/action/site_read', answers: everybody(200) },
    { route: 'GET /api/3/action/status_show', answers: everybody(200) },
    { route: 'GET /api/3/action/organization_list', answers: everybody(200) },
    {
      route: 'GET /api/3/action/organization_show',
      path: '/api/3/action/organization_show?id=dinkominfo',
      answers: everybody(200),
    },
    { route: 'GET /api/3/action/group_list', answers: everybody(200) },
    { route: 'GET /api/3/action/group_show', path: '/api/3/action/group_show?id=berkala', answers: everybody(200) },
    {
      route: 'GET /api/3/action/package_show',
      path: (made) => `/api/3/action/package_show?id=${made.published}`,
      answers: everybody(200),
    },
    { route: 'GET /opd/informasi', answers: publishers(200) },
    { route: 'GET /opd/informasi/baru', answers: publishers(200) },
    { route: 'POST /opd/informasi', answers: publishers(422) },
    { route: 'POST /opd/informasi/massal', answers: publishers(422) },
    { route: 'POST /opd/informasi/massal/jalankan', answers: publishers(422) },
    {
      route: 'GET /opd/informasi/:id/versi/:number',
      path: (made) => `/opd/informasi/${made.id}/versi/1`,
      answers: publisher(200),
    },
    {
      route: 'POST /opd/informasi/:id/jadwal',
      path: (made) => `/opd/informasi/${made.draft}/jadwal`,
      answers: publisher(422),
    },
    {
      route: 'POST /opd/informasi/:id/batal',
      path: (made) => `/opd/informasi/${made.draft}/batal`,
      answers: publisher(422),
    },
    {
      route: 'POST /opd/informasi/:id/tautan',
      path: (made) => `/opd/informasi/${made.draft}/tautan`,
      answers: publisher(422),
    },
    {
      route: 'POST /opd/informasi/:id/tautan/:link/hapus',
      path: (made) => `/opd/informasi/${made.draft}/tautan/tidakada/hapus`,
      answers: publisher(303),
    },
    {
      route: 'GET /opd/informasi/:id/tautan/:link/hapus',
      path: (made) => `/opd/informasi/${made.draft}/tautan/tidakada/hapus`,
      answers: publishers(404),
    },
    {
      route: 'POST /opd/informasi/:id/usulan/hapus',
      path: (made) => `/opd/informasi/${made.draft}/usulan/hapus`,
      answers: publisher(303),
    },
    {
      route: 'GET /opd/informasi/:id/usulan/:file',
      path: (made) => `/opd/informasi/${made.draft}/usulan/tidakada`,
      answers: publishers(404),
    },
    { route: 'GET /petugas/telaah', answers: ppidOnly(200) },
    { route: 'POST /petugas/telaah/kabar', answers: ppidOnly(422) },
    { route: 'GET /petugas/telaah/:id', path: (made) => `/petugas/telaah/${made.waiting}`, answers: ppidOnly(200) },
    {
      route: 'POST /petugas/telaah/:id/setujui',
      path: (made) => `/petugas/telaah/${made.waiting}/setujui`,
      answers: ppidOnly(422),
    },
    {
      route: 'POST /petugas/telaah/:id/kembalikan',
      path: (made) => `/petugas/telaah/${made.waiting}/kembalikan`,
      answers: ppidOnly(422),
    },
    { route: 'GET /opd/informasi/:id', path: (made) => `/opd/informasi/${made.draft}`, answers: publisher(200) },
    { route: 'POST /opd/informasi/:id', path: (made) => `/opd/informasi/${made.draft}`, answers: publisher(422) },
    {
      route: 'POST /opd/informasi/:id/terbit',
      path: (made) => `/opd/informasi/${made.draft}/terbit`,
      answers: publisher(422),
    },
    {
      route: 'POST /opd/informasi/:id/tarik',
      path: (made) => `/opd/informasi/${made.draft}/tarik`,
      answers: publisher(422),
    },
    {
      route: 'POST /opd/informasi/:id/berkas',
      path: (made) => `/opd/informasi/${made.draft}/berkas`,
      answers: publisher(422),
    },
    {
      route: 'POST /opd/informasi/:id/berkas/:file/hapus',
      path: (made) => `/opd/informasi/${made.draft}/berkas/tidakada/hapus`,
      answers: publisher(303),
    },
    {
      route: 'GET /opd/informasi/:id/berkas/:file/hapus',
      path: (made) => `/opd/informasi/${made.draft}/berkas/${made.draftFile}/hapus`,
      answers: publisher(200),
    },
    {
      route: 'GET /opd/informasi/:id/berkas/:file/ganti',
      path: (made) => `/opd/informasi/${made.draft}/berkas/${made.draftFile}/ganti`,
      answers: publisher(200),
    },
    {
      route: 'POST /opd/informasi/:id/berkas/:file/ganti',
      path: (made) => `/opd/informasi/${made.draft}/berkas/${made.draftFile}/ganti`,
      answers: publisher(422),
    },
  ],
};
