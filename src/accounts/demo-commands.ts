import { join } from 'node:path';
import { appendEvent } from '../audit/commands';
import type { Config } from '../config';
import { type Db, type Trx, writing } from '../db/connect';
import type { UserRow } from '../db/tables/accounts';
import { keepOnce } from '../secrets/keep-once';
import { newPublicId } from '../secrets/keys';
import type { Role } from '../web/guards';
import { eventNow, userChain } from './events';
import { hashPassword, passwordMatches } from './passwords';

type Example = { name: string; title: string; role: Role | null; body?: string };

/** The demonstration sign-ins: whoever reads the address knows what he may do. */
const CAST: Readonly<Record<string, Example>> = {
  'warga@contoh.test': { name: 'Warga Contoh', title: '', role: null },
  'petugas@contoh.test': { name: 'Petugas Contoh', title: 'Petugas Layanan Informasi', role: 'petugas' },
  'opd@contoh.test': { name: 'Pelaksana Kominfo Contoh', title: 'PPID Pelaksana', role: 'opd', body: 'dinkominfo' },
  'opd2@contoh.test': { name: 'Pelaksana Kesehatan Contoh', title: 'PPID Pelaksana', role: 'opd', body: 'dinkes' },
  'ppid@contoh.test': { name: 'PPID Contoh', title: 'Pejabat Pengelola Informasi dan Dokumentasi', role: 'ppid' },
  'atasan@contoh.test': { name: 'Atasan Contoh', title: 'Atasan PPID', role: 'atasan' },
  'auditor@contoh.test': { name: 'Auditor Contoh', title: 'Auditor', role: 'auditor' },
  'admin@contoh.test': { name: 'Admin Contoh', title: 'Administrator', role: 'admin' },
};

export type SignIn = { email: string; password: string };

/** The demonstration password: `DEMO_PASSWORD`, or one made once and kept beside the data, so later starts print the same. */
export function demoPassword(config: Pick<Config, 'demoPassword' | 'dataDir'>): string {
  return config.demoPassword || keepOnce(join(config.dataDir, 'demo-password'), readablePassword).trim();
}

// Letters and digits that nobody mistakes for one another on a printed line.
function readablePassword(): string {
  const [a = '', b = ''] = [newPublicId(new Date(0)), newPublicId(new Date(0))].map((id) => id.slice(-8));
  return `contoh-${a}-${b}\n`;
}

/**
 * Makes the demonstration accounts that are missing, marked as examples, after the bodies; gives every sign-in. One that
 * is there gets `password` back when it has another, so that what is printed always works. Never in production, which
 * refuses to start on them.
 */
export async function loadDemoAccounts(
  db: Db,
  { password, now, regionId }: { password: string; now: string; regionId: number },
): Promise<SignIn[]> {
  const stored: UserRow[] = await db('users').where({ region_id: regionId, example: 1 });
  const outdated = await Promise.all(
    Object.keys(CAST).map(async (email) => {
      const user = stored.find((row) => row.email === email);
      return user && (await passwordMatches(user.password_hash, password))
        ? []
        : [[email, await hashPassword(password)] as const];
    }),
  );
  await writing(db, async (trx) => {
    for (const [email, hash] of outdated.flat()) await putExample(trx, email, hash, { now, regionId });
  });
  return Object.keys(CAST).map((email) => ({ email, password }));
}

async function putExample(
  trx: Trx,
  email: string,
  hash: string,
  { now, regionId }: { now: string; regionId: number },
): Promise<void> {
  const { name, title, role, body } = CAST[email] as Example;
  const row = {
    region_id: regionId,
    email,
    name,
    title: title || null,
    example: 1,
    created_at: now,
    password_hash: hash,
  };
  const [made] = await trx('users')
    .insert({ ...row, public_id: newPublicId(new Date(now)) })
    .onConflict(['region_id', 'email'])
    .ignore()
    .returning('id');
  const actor = { role: 'system' };
  if (!made) {
    // An account that somebody made by hand under an example's address is his.
    await trx('users').where({ region_id: regionId, email, example: 1 }).update({ password_hash: hash });
    return;
  }
  await appendEvent(trx, userChain(made.id), eventNow(now, { regionId, kind: 'example_account_made', actor }));
  if (!role) return;
  const found = body ? await trx('bodies').where({ region_id: regionId, slug: body }).first('id') : null;
  if (body && !found) return;
  await trx('user_roles').insert({ user_id: made.id, role, body_id: found?.id ?? null });
}
