import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { readHosts } from './harvest/hosts';

/** Every setting of the portal, parsed once from the environment. See `.env.example` for what each one means. */
export type Config = {
  production: boolean;
  port: number;
  host: string;
  /** Scheme and host people use, without a trailing slash. */
  baseUrl: string;
  /** Empty for the SQLite file under `dataDir`. */
  databaseUrl: string;
  /** PostgreSQL under the auditor's role, which may only read; empty: his pages read as the portal does. */
  auditorDatabaseUrl: string;
  dataDir: string;
  sessionSecret: string;
  /** 32 bytes as hex; encrypts papers and personal values. */
  dataKey: string;
  trustProxy: string | number | false;
  /** Empty: letters stay in the outbox and are shown to the administrator. */
  smtpUrl: string;
  /** Socket of ClamAV's daemon; empty: files are not examined. */
  clamdUrl: string;
  timezone: string;
  org: { name: string; region: string; logo: string; email: string; phone: string; address: string };
  rateLimit: boolean;
  /** Hosts that may be harvested, beside those an administrator allows. */
  harvestHosts: readonly string[];
  /** Lets a harvest read from this very machine; for tests, refused in production. */
  harvestLoopback: boolean;
  /** Instant the legal clock starts from, for demonstration and tests; null = real time. */
  clock: string | null;
  demoPassword: string;
  /** Loads demonstration accounts and documents on an empty database. */
  demo: boolean;
  /** Page values throw on an unknown key. On in tests. */
  strictViews: boolean;
  projectRoot: string;
};

/** A setting that cannot be used; `message` is a sentence that names it. */
export class ConfigError extends Error {}

const DEFAULT_SECRETS = new Set(['', 'secret', 'changeme', 'change-me', 'default', 'rahasia', 'ganti-saya']);

const text = (fallback: string) => z.string().trim().default(fallback);

const schema = z.object({
  NODE_ENV: text('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: text('127.0.0.1'),
  BASE_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  DATABASE_URL: z.union([z.literal(''), z.string().regex(/^postgres(ql)?:\/\//)]).default(''),
  AUDITOR_DATABASE_URL: z.union([z.literal(''), z.string().regex(/^postgres(ql)?:\/\//)]).default(''),
  DATA_DIR: text(''),
  SESSION_SECRET: text(''),
  DATA_KEY: z.union([z.literal(''), z.string().regex(/^[0-9a-fA-F]{64}$/)]).default(''),
  TRUST_PROXY: text('').refine(isTrustProxy),
  SMTP_URL: z.union([z.literal(''), z.string().regex(/^smtps?:\/\//)]).default(''),
  CLAMD_URL: z.union([z.literal(''), z.string().regex(/^(unix:\/.+|tcp:\/\/[^/]+)$/)]).default(''),
  TIMEZONE: text('Asia/Jakarta').refine(isTimezone),
  ORG_NAME: text('PPID Kabupaten Demak'),
  ORG_REGION: text('Kabupaten Demak'),
  ORG_LOGO: text(''),
  ORG_EMAIL: text('ppid@contoh.test'),
  ORG_PHONE: text(''),
  ORG_ADDRESS: text('Jalan Kyai Singkil Nomor 7, Demak'),
  RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  HARVEST_HOSTS: text('').refine((value) => readHosts(value).wrong.length === 0),
  HARVEST_LOOPBACK: z.enum(['on', 'off']).default('off'),
  CLOCK: z.union([z.literal(''), z.iso.datetime({ offset: true })]).default(''),
  DEMO_PASSWORD: text(''),
});

const MEANING: Record<string, string> = {
  PORT: 'harus bilangan 0 sampai 65535',
  BASE_URL: 'harus alamat http:// atau https:// yang lengkap',
  DATABASE_URL: 'harus kosong (SQLite) atau diawali postgres://',
  AUDITOR_DATABASE_URL: 'harus kosong atau diawali postgres://',
  DATA_KEY: 'harus 64 angka heksadesimal (32 bita)',
  SMTP_URL: 'harus kosong atau diawali smtp:// atau smtps://',
  CLAMD_URL: 'harus kosong, unix:/jalan/ke/soket, atau tcp://alamat:port',
  TRUST_PROXY: 'harus kosong, jumlah proksi (misalnya 1), loopback, atau daftar alamat dan jaringan',
  TIMEZONE: 'harus nama zona waktu, misalnya Asia/Jakarta',
  RATE_LIMIT: 'harus on atau off',
  HARVEST_HOSTS: 'harus nama host yang dipisahkan koma, misalnya data.contoh.go.id, *.demakkab.go.id',
  HARVEST_LOOPBACK: 'harus on atau off',
  CLOCK: 'harus waktu ISO 8601 lengkap, misalnya 2026-12-11T09:00:00+07:00',
};

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const NETWORK = /^(loopback|linklocal|uniquelocal)$/;

/** Empty, a number of proxies, or names of networks, addresses and networks separated by commas. */
function isTrustProxy(value: string): boolean {
  if (/^(true|false|\d{1,2})?$/.test(value)) return true;
  return value.split(/\s*,\s*/).every((one) => NETWORK.test(one) || isNetwork(one));
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '1', ...more] = text.split('/');
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most && more.length === 0;
}

/** The nearest folder above this file that holds package.json: views and built assets are found from it. */
export function findProjectRoot(from = __dirname): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir;
    if (dirname(dir) === dir) return from;
  }
}

function trustProxy(value: string): string | number | false {
  if (value === '' || value === 'false' || value === '0') return false;
  // One proxy: to believe every address in the header would let visitors choose the one they are counted by.
  if (value === 'true') return 1;
  return /^\d+$/.test(value) ? Number(value) : value;
}

/**
 * Reads the settings. Throws `ConfigError` with a sentence that names the first wrong one.
 * Secrets may still be empty outside production: `loadSecrets` fills them from `dataDir`.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw new ConfigError(`Setelan ${name} tidak dapat dipakai: ${MEANING[name] ?? 'nilainya keliru'}.`);
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  if (production) refuseInProduction(e);
  const projectRoot = findProjectRoot();
  return {
    production,
    port: e.PORT,
    host: e.HOST,
    baseUrl: (e.BASE_URL || `http://${e.HOST}:${e.PORT}`).replace(/\/+$/, ''),
    databaseUrl: e.DATABASE_URL,
    auditorDatabaseUrl: e.DATABASE_URL ? e.AUDITOR_DATABASE_URL : '',
    dataDir: resolve(e.DATA_DIR || join(projectRoot, 'data')),
    sessionSecret: e.SESSION_SECRET,
    dataKey: e.DATA_KEY.toLowerCase(),
    trustProxy: trustProxy(e.TRUST_PROXY),
    smtpUrl: e.SMTP_URL,
    clamdUrl: e.CLAMD_URL,
    timezone: e.TIMEZONE,
    org: {
      name: e.ORG_NAME,
      region: e.ORG_REGION,
      logo: e.ORG_LOGO,
      email: e.ORG_EMAIL,
      phone: e.ORG_PHONE,
      address: e.ORG_ADDRESS,
    },
    rateLimit: e.RATE_LIMIT === 'on',
    harvestHosts: readHosts(e.HARVEST_HOSTS).hosts,
    harvestLoopback: e.HARVEST_LOOPBACK === 'on',
    clock: e.CLOCK || null,
    demoPassword: e.DEMO_PASSWORD,
    demo: !production,
    strictViews: e.NODE_ENV === 'test',
    projectRoot,
  };
}

function refuseInProduction(e: z.infer<typeof schema>): void {
  if (e.CLOCK) throw new ConfigError('Setelan CLOCK ditolak: jam tiruan tidak boleh dipakai di produksi.');
  if (e.DEMO_PASSWORD) throw new ConfigError('Setelan DEMO_PASSWORD ditolak: akun contoh tidak ada di produksi.');
  if (e.RATE_LIMIT === 'off')
    throw new ConfigError('Setelan RATE_LIMIT ditolak: pembatas laju wajib menyala di produksi.');
  if (e.HARVEST_LOOPBACK === 'on')
    throw new ConfigError('Setelan HARVEST_LOOPBACK ditolak: panen dari mesin sendiri hanya untuk uji.');
  if (!e.BASE_URL) throw new ConfigError('Setelan BASE_URL wajib diisi di produksi: alamat yang dipakai warga.');
  if (DEFAULT_SECRETS.has(e.SESSION_SECRET.toLowerCase()) || e.SESSION_SECRET.length < 32) {
    throw new ConfigError('Setelan SESSION_SECRET wajib diisi di produksi, acak, paling sedikit 32 karakter.');
  }
  if (!e.DATA_KEY || /^(.)\1*$/.test(e.DATA_KEY)) {
    throw new ConfigError('Setelan DATA_KEY wajib diisi di produksi: 64 angka heksadesimal acak.');
  }
}
