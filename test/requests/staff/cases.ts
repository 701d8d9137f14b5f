import { fileRequest } from '../../../src/requests/filing/commands';
import type { Filing } from '../../../src/requests/filing/input';
import { pdf as pages } from '../../storage/pdfs';
import type { Agent, TestApp } from '../../support/app';

export const NIK = '3321014507890001';
export const NAME = 'Siti Aminah';

/** A request as it comes in by the portal, unless said otherwise; gives its number. */
export async function filed(
  app: TestApp,
  more: Partial<Filing> & { email?: string | null; body?: string } = {},
): Promise<string> {
  const { email = 'siti@contoh.test', body, ...rest } = more;
  const bodyId = body ? (await app.db('bodies').where('slug', body).first('id')).id : null;
  const result = await fileRequest(app.deps, {
    channel: 'web',
    language: 'id',
    requesterKind: 'individual',
    identity: {
      name: NAME,
      identity_number: NIK,
      address: 'Jalan Pemuda 5, Demak',
      email,
      phone: null,
      occupation: null,
      proxy: null,
    },
    details: `Salinan laporan realisasi anggaran ${Math.random()}`,
    purpose: 'Penelitian',
    obtain: 'copy',
    deliver: email ? 'email' : 'post',
    bodyId,
    userId: null,
    files: [],
    actor: { role: 'requester' },
    ...rest,
  });
  if (result.kind !== 'filed') throw new Error(JSON.stringify(result));
  return result.receipt.number;
}

/** An identity paper in the store, as the public form leaves it. */
export async function ktp(app: TestApp): Promise<Filing['files'][number]> {
  const content = Buffer.from('a paper that nobody reads in the clear');
  const stored = await app.deps.files.putSealed(content);
  return { kind: 'ktp', ...stored, name: 'ktp.jpg', mediaType: 'image/jpeg', sealed: true };
}

export const row = (app: TestApp, number: string) => app.db('requests').where({ number }).first();

export const versionOf = async (app: TestApp, number: string): Promise<number> => (await row(app, number)).version;

/** The kinds of a case's events, in order. */
export async function events(app: TestApp, number: string): Promise<string[]> {
  const { public_id } = await row(app, number);
  return app.db('audit_events').where('chain', `request:${public_id}`).orderBy('seq').pluck('kind');
}

type Area = '/petugas' | '/opd' | '/atasan';
type Fields = Record<string, string | readonly string[]>;
type Files = Record<string, { name: string; content: Buffer }>;

/** Sends the form of a step as a browser does, with the version the page shows now unless another is given. */
export async function step(
  app: TestApp,
  agent: Agent,
  area: Area,
  number: string,
  fields: Fields & { action: string },
  files: Files = {},
) {
  const version = fields.version ?? String(await versionOf(app, number));
  const sending = agent.post(`${area}/permohonan/${number}/transitions`);
  for (const [name, value] of Object.entries({ version, ...fields })) {
    for (const one of [value].flat()) sending.field(name, one as string);
  }
  for (const [name, { name: filename, content }] of Object.entries(files)) sending.attach(name, content, { filename });
  return sending;
}

export const pdf = (name = 'berkas.pdf', text = 'Isi berkas'): { name: string; content: Buffer } => ({
  name,
  content: pages([`BT /F1 12 Tf 72 700 Td (${text}) Tj ET`]),
});

export const GRANT = {
  action: 'grant',
  considerations: 'Informasi terbuka.',
  material: 'Laporan realisasi anggaran 2025',
  control: 'ours',
  format: 'soft',
  provide_days: '3',
};

export const EXEMPTION = {
  considerations: 'Informasi memuat rahasia pribadi.',
  exemption: 'SK-7/2026',
};
