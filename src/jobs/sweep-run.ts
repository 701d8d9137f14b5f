import { workExtractions } from '../catalogue/extraction/commands';
import { background, harvest } from './background';
import { openDeps, runJob } from './open';
import { sweep } from './sweep';

const EXTRACTION_MS = 20_000;

// npm run sweep: one pass, its counts as JSON on standard output.
void runJob(async () => {
  const { deps, close } = await openDeps();
  try {
    const done = await sweep(deps);
    // Reading files takes time: only after all that is due.
    await workExtractions(deps, EXTRACTION_MS);
    await background(deps);
    await harvest(deps);
    process.stdout.write(`${JSON.stringify(done)}\n`);
    return 0;
  } finally {
    await close();
  }
});
