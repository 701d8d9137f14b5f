import { queueAll, workIndexQueue } from '../catalogue/search/index-commands';
import { openDeps, runJob } from './open';

// npm run reindex: builds the search index anew, batch by batch, while the portal runs. Counts as JSON on standard output.
void runJob(async () => {
  const { deps, close } = await openDeps();
  try {
    const queued = await queueAll(deps.db);
    let indexed = 0;
    for (;;) {
      const some = await workIndexQueue(deps.db, 10_000);
      if (some === 0) break;
      indexed += some;
      process.stderr.write(`${indexed} / ${queued}\n`);
    }
    process.stdout.write(`${JSON.stringify({ queued, indexed })}\n`);
    return 0;
  } finally {
    await close();
  }
});
