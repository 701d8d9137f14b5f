import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';

const FILE = /^([a-z]+-(\d{3})-[a-z0-9-]+)\.(ts|js)$/;

/**
 * Migrations are named `<slice>-<NNN>-<change>` and run in the order of NNN. The name knex records has no extension,
 * so a database migrated by the built product and by the tests (which run the TypeScript) is the same database.
 */
export function migrationSource(projectRoot: string): Knex.MigrationSource<string> {
  // Beside this file's compiled twin, or the project's own when run from source.
  const dir = __filename.endsWith('.ts') ? join(projectRoot, 'migrations') : join(__dirname, '..', '..', 'migrations');
  const names = () =>
    readdirSync(dir)
      .map((file) => FILE.exec(file))
      .filter((match) => match !== null)
      .sort((a, b) => Number(a[2]) - Number(b[2]))
      .map((match) => match[1] as string);
  return {
    getMigrations: async () => names(),
    getMigrationName: (name) => name,
    getMigration: async (name) => require(join(dir, name)) as Knex.Migration,
  };
}
