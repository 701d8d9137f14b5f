import { announced, idOf } from '../../announcements/announcing';
import { everybody, only, type Slice } from '../rows';

/** Someone who may announce for Dinkominfo; a colleague of another body finds nothing there. */
const announcer = (answer: number) => only(['opd', 'ppid'], answer, { but: { opd2: 404 } });
const announcers = (answer: number) => only(['opd', 'opd2', 'ppid'], answer);
const desk =
  (rest = '') =>
  (made: Record<string, string>) =>
    `/opd/peringatan/${made.id}${rest}`;

export const slice: Slice = {
  prepare: async (app) => ({ id: idOf(await announced(await app.as('opd'))) }),
  rows: [
    { route: 'GET /peringatan', answers: everybody(200) },
    { route: 'GET /peringatan/feed.atom', answers: everybody(200) },
    { route: 'GET /peringatan/feed.json', answers: everybody(200) },
    { route: 'GET /peringatan/:id', path: (made) => `/peringatan/${made.id}`, answers: everybody(200) },
    { route: 'GET /opd/peringatan', answers: announcers(200) },
    { route: 'GET /opd/peringatan/baru', answers: announcers(200) },
    { route: 'POST /opd/peringatan/baru', answers: announcers(422) },
    { route: 'GET /opd/peringatan/:id', path: desk(), answers: announcer(200) },
    { route: 'POST /opd/peringatan/:id', path: desk(), answers: announcer(422) },
    { route: 'POST /opd/peringatan/:id/perkembangan', path: desk('/perkembangan'), answers: announcer(422) },
    { route: 'POST /opd/peringatan/:id/akhiri', path: desk('/akhiri'), answers: announcer(422) },
  ],
};
