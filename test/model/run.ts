import fc from 'fast-check';
import { type Beginning, beginnings, deeds, PRELUDES } from './chance';
import { Bench, type Tally } from './checks';
import { perform } from './deeds';
import { Model } from './model';
import type { Portal } from './portal';

/** `npm run model` plays ten times as many runs; another seed plays others. */
export const FACTOR = Number(process.env.MODEL_RUNS ?? 1);
const SEED = Number(process.env.MODEL_SEED ?? 20261211);

/**
 * Plays so many runs of chance against a portal, each on a model of its own, and says on standard error what it came to.
 * A difference is shrunk to the fewest deeds that still show it, which its error lists with their dates.
 */
export async function play(
  name: string,
  { runs, most, begin }: { runs: number; most: number; begin: (at: number) => Promise<Portal> },
): Promise<Tally> {
  const tally: Tally = { steps: new Map(), states: new Set() };
  const numRuns = Math.max(1, Math.round(runs * FACTOR));
  const start = performance.now();
  const one = async (
    beginning: Beginning,
    commands: Parameters<typeof fc.asyncModelRun<Model, Bench, false, Model>>[1],
  ) => {
    const model = new Model(beginning.at);
    const bench = new Bench(await begin(beginning.at), tally);
    for (const what of PRELUDES[beginning.prelude] ?? []) await perform(what, model, bench);
    await fc.asyncModelRun(() => ({ model, real: bench }), commands);
  };
  await fc.assert(fc.asyncProperty(beginnings, deeds(most), one), { numRuns, seed: SEED });
  const [taken, refused] = ['taken' as const, 'refused' as const].map((way) =>
    [...tally.steps.values()].reduce((sum, step) => sum + step[way], 0),
  );
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stderr.write(
    `model, ${name}: ${numRuns} runs, seed ${SEED}: ${taken} deeds done, ${refused} refused, ${tally.states.size} states, ${seconds} s\n`,
  );
  return tally;
}
