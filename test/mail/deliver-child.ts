import { pino } from 'pino';
import { findProjectRoot } from '../../src/config';
import { connect } from '../../src/db/connect';
import { deliverOutbox } from '../../src/mail/deliver';
import { mailTransport } from '../../src/mail/transport';
import { deriveKeys } from '../../src/secrets/keys';
import { ORG } from './letters';

// One pass over the outbox: DATABASE_URL DATA_DIR SMTP_URL DATA_KEY LEGAL_NOW REAL_AHEAD_MS
const [databaseUrl = '', dataDir = '', smtpUrl = '', dataKey = '', now = '', ahead = '0'] = process.argv.slice(3);
const db = connect(databaseUrl, dataDir, findProjectRoot());

deliverOutbox({
  db,
  keys: deriveKeys(dataKey),
  mail: mailTransport({ smtpUrl, org: ORG }),
  clock: { now: () => new Date(now), real: () => new Date(Date.now() + Number(ahead)) },
  log: pino({ level: 'silent' }),
})
  .then((done) => process.stdout.write(JSON.stringify(done)))
  .finally(() => db.destroy());
