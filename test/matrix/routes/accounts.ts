import { addressOf } from '../../support/cast';
import { everybody, only, type Slice, signedIn } from '../rows';

const admin = (answer: number) => only(['admin'], answer);
/** Whoever holds a role. */
const staff = (answer: number) => ({ ...signedIn(answer), warga: 403 });

export const slice: Slice = {
  prepare: async ({ db }) => {
    const user = await db('users').where('email', addressOf('auditor')).first();
    return { user: user.public_id };
  },
  rows: [
    // Someone who is signed in already is sent to his own pages.
    { route: 'GET /masuk', answers: { ...everybody(303), anonymous: 200 } },
    { route: 'POST /masuk', answers: everybody(422) },
    { route: 'POST /keluar', ownSession: true, answers: { ...everybody(303), anonymous: 'masuk' } },
    { route: 'GET /masuk/lupa', answers: everybody(200) },
    { route: 'POST /masuk/lupa', answers: everybody(422) },
    { route: 'GET /masuk/lupa/terkirim', answers: everybody(200) },
    { route: 'GET /masuk/atur-sandi', answers: everybody(410) },
    { route: 'POST /masuk/atur-sandi', answers: everybody(422) },
    { route: 'GET /daftar', answers: everybody(200) },
    { route: 'POST /daftar', answers: everybody(422) },
    { route: 'GET /daftar/terkirim', answers: everybody(200) },
    { route: 'GET /akun/profil', answers: signedIn(200) },
    { route: 'POST /akun/profil/nama', answers: signedIn(422) },
    { route: 'POST /akun/profil/sandi', answers: signedIn(422) },
    { route: 'POST /akun/profil/pengganti', answers: staff(422) },
    {
      route: 'POST /akun/profil/pengganti/:id/akhiri',
      path: '/akun/profil/pengganti/999999/akhiri',
      answers: staff(404),
    },
    { route: 'GET /alat', answers: only(['petugas', 'ppid', 'opd', 'opd2', 'atasan', 'auditor'], 200) },
    { route: 'GET /admin', answers: admin(200) },
    { route: 'GET /admin/surat-keluar', answers: admin(200) },
    { route: 'GET /admin/surat-keluar/:id', path: '/admin/surat-keluar/999999', answers: admin(404) },
    { route: 'POST /admin/surat-keluar/:id/kirim', path: '/admin/surat-keluar/999999/kirim', answers: admin(409) },
    { route: 'GET /admin/pengguna', answers: admin(200) },
    { route: 'GET /admin/pengguna/undang', answers: admin(200) },
    { route: 'POST /admin/pengguna/undang', answers: admin(422) },
    { route: 'GET /admin/pengguna/:id', path: ({ user }) => `/admin/pengguna/${user}`, answers: admin(200) },
    { route: 'POST /admin/pengguna/:id', path: ({ user }) => `/admin/pengguna/${user}`, answers: admin(422) },
    {
      route: 'POST /admin/pengguna/:id/peran',
      path: ({ user }) => `/admin/pengguna/${user}/peran`,
      answers: admin(422),
    },
    {
      route: 'POST /admin/pengguna/:id/peran/:role/cabut',
      path: ({ user }) => `/admin/pengguna/${user}/peran/999999/cabut`,
      answers: admin(404),
    },
    { route: 'POST /admin/pengguna/:id/nonaktif', path: '/admin/pengguna/tidak-ada/nonaktif', answers: admin(404) },
    {
      route: 'POST /admin/pengguna/:id/aktif',
      path: ({ user }) => `/admin/pengguna/${user}/aktif`,
      answers: admin(303),
    },
    { route: 'POST /admin/pengguna/:id/tautan', path: '/admin/pengguna/tidak-ada/tautan', answers: admin(404) },
  ],
};
