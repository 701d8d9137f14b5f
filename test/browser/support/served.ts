import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import express from 'express';
import { type TestApp, testApp } from '../../support/app';

const BUILT = resolve(__dirname, '../../../dist/current/public');

export type Served = { app: TestApp; base: string; close(): Promise<void> };

/**
 * The application in this very process, where a test may set its clock and put cases into its database. Run from its
 * sources it has no style sheet and no font: both come from the build.
 */
export async function servedApp(): Promise<Served> {
  const app = await testApp();
  const outer = express();
  outer.use('/aset/:version', (req, res, next) => {
    const file = join(BUILT, req.path);
    if (file.startsWith(BUILT) && existsSync(file)) return res.sendFile(file);
    next();
  });
  outer.use(app.app);
  const server = createServer(outer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    app,
    base: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((ended) => server.close(ended));
      await app.close();
    },
  };
}
