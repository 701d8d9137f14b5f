/**
 * Runs before each test file. A developer's own settings must not leak into a test:
 * what a test wants it passes to `createApp` or to the command it starts.
 */
const SETTINGS = [
  'PORT',
  'HOST',
  'BASE_URL',
  'DATABASE_URL',
  'DATA_DIR',
  'SESSION_SECRET',
  'DATA_KEY',
  'TRUST_PROXY',
  'SMTP_URL',
  'TIMEZONE',
  'RATE_LIMIT',
  'CLOCK',
  'DEMO_PASSWORD',
];

for (const name of Object.keys(process.env)) {
  if (SETTINGS.includes(name) || name.startsWith('ORG_')) delete process.env[name];
}
