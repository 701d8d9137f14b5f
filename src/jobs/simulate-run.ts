import { readFile } from 'node:fs/promises';
import { runJob } from './open';
import { play } from './simulate/play';
import { readScenario, ScenarioError } from './simulate/scenario';

// npm run simulate -- FILE.json: plays a scenario and prints its ledger. Status 2 for a file that cannot be played.
void runJob(async () => {
  const path = process.argv[2];
  const refuse = (sentence: string) => {
    process.stderr.write(`${sentence}\n`);
    return 2;
  };
  if (!path) return refuse('Sebutkan berkas skenario: npm run simulate -- BERKAS.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return refuse(`Berkas skenario ${path} tidak dapat dibaca.`);
  try {
    process.stdout.write(`${JSON.stringify(await play(readScenario(text)), null, 2)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof ScenarioError) return refuse(error.message);
    throw error;
  }
});
