import { readConfig } from './src/config';
import { knexOptions } from './src/db/connect';

/**
 * For the knex command line only; the portal migrates by itself. It reads the build, so that the migrations have one loader:
 * `npm run build && npx knex --knexfile dist/current/knexfile.js migrate:down`.
 */
const config = readConfig(process.env);

module.exports = knexOptions(config.databaseUrl, config.dataDir, config.projectRoot);
