import { openDeps, runJob } from './open';
import { sweep } from './sweep';

// npm run sweep: one pass, its counts as JSON on standard output.
void runJob(async () => {
  const { deps, close } = await openDeps();
  try {
    process.stdout.write(`${JSON.stringify(await sweep(deps))}\n`);
    return 0;
  } finally {
    await close();
  }
});
