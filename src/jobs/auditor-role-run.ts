import { grantStatements, makeRole, roleIn } from '../auditor/grant-commands';
import { openDeps, runJob } from './open';

/**
 * `npm run auditor-role`: makes the role of PostgreSQL that AUDITOR_DATABASE_URL names, with SELECT alone. `-- --sql` prints
 * the statements instead, for whoever manages the database himself; the portal grants new tables by itself at its start.
 */
void runJob(async () => {
  const { deps, close } = await openDeps();
  try {
    const { auditorDatabaseUrl: url } = deps.config;
    if (!url || !roleIn(url).role) {
      process.stderr.write('Isi DATABASE_URL dan AUDITOR_DATABASE_URL (postgres://peran:sandi@…) lebih dahulu.\n');
      return 2;
    }
    if (process.argv.includes('--sql')) {
      const { role } = roleIn(url);
      const name = `"${role.replaceAll('"', '""')}"`;
      const made = [`CREATE ROLE ${name} LOGIN NOINHERIT`, `ALTER ROLE ${name} SET default_transaction_read_only = on`];
      process.stdout.write([...made, ...(await grantStatements(deps.db, role))].map((one) => `${one};\n`).join(''));
      return 0;
    }
    await makeRole(deps.db, url);
    process.stdout.write(`Peran ${roleIn(url).role} siap: hanya boleh membaca.\n`);
    return 0;
  } finally {
    await close();
  }
});
