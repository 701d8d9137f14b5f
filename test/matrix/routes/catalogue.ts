import { loadDemonstration } from '../../../src/reference/commands';
import { FILLED_AT } from '../../support/fill';
import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  prepare: async ({ db, regionId }) => {
    await loadDemonstration(db, { regionId, now: FILLED_AT, production: false });
    const document = await db('documents').where('state', 'published').first('slug');
    return { slug: document.slug };
  },
  rows: [
    { route: 'GET /', answers: everybody(200) },
    { route: 'GET /informasi', answers: everybody(200) },
    { route: 'GET /informasi/:slug', path: ({ slug }) => `/informasi/${slug}`, answers: everybody(200) },
    { route: 'GET /badan-publik', answers: everybody(200) },
    { route: 'GET /badan-publik/:slug', path: '/badan-publik/dinkominfo', answers: everybody(200) },
    { route: 'GET /berkas/:id/:name', path: '/berkas/tidak-ada/daftar.pdf', answers: everybody(404) },
  ],
};
