import { Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { lastSweepAt, outboxCounts, overdueOpen, pendingMigrations } from './queries';

const SWEEP_MAX_AGE_MS = 15 * 60_000;

// A proxy on this machine comes from loopback too; one of these says that it asks for somebody else.
const BY_PROXY = ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP'];

/** What watches over the portal asks: is the process up, can it serve, and its figures as Prometheus text. */
export function healthRoutes(deps: Deps, startedAt: Date): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const checks = await readiness(deps, startedAt);
    const ready = Object.values(checks).every((check) => check === 'ok');
    res.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not_ready', checks });
  });
  router.get('/metrics', async (req, res) => {
    if (!isLoopback(req.socket.remoteAddress) || BY_PROXY.some((name) => req.get(name)))
      return void res.status(404).end();
    res.type('text/plain; version=0.0.4').send(await metrics(deps));
  });
  return router;
}

async function readiness(deps: Deps, startedAt: Date): Promise<Record<string, string>> {
  const check = async (ask: () => Promise<boolean>) => ((await ask().catch(() => false)) ? 'ok' : 'failed');
  return {
    database: await check(async () => (await deps.db.raw('SELECT 1')) !== undefined),
    migrations: await check(async () => (await pendingMigrations(deps.db)) === 0),
    files: await check(() => deps.files.writable()),
    // A portal that has just started has not swept yet.
    sweep: await check(async () => {
      const last = (await lastSweepAt(deps.db, deps.regionId)) ?? '';
      const since = last > startedAt.toISOString() ? Date.parse(last) : startedAt.getTime();
      return deps.clock.real().getTime() - since < SWEEP_MAX_AGE_MS;
    }),
  };
}

async function metrics(deps: Deps): Promise<string> {
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const last = await lastSweepAt(deps.db, deps.regionId);
  const lines = [
    '# TYPE portal_requests_overdue gauge',
    `portal_requests_overdue ${await overdueOpen(deps.db, today)}`,
    '# TYPE portal_outbox_letters gauge',
    ...(await outboxCounts(deps.db)).map((row) => `portal_outbox_letters{state="${row.state}"} ${row.n}`),
    '# TYPE portal_last_sweep_timestamp_seconds gauge',
    `portal_last_sweep_timestamp_seconds ${last ? Math.floor(Date.parse(last) / 1000) : 0}`,
    '# TYPE process_resident_memory_bytes gauge',
    `process_resident_memory_bytes ${process.memoryUsage().rss}`,
  ];
  return `${lines.join('\n')}\n`;
}

function isLoopback(address: string | undefined): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
