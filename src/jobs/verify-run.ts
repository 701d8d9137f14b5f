import { verifyChains } from '../audit/verify/queries';
import { openDeps, runJob } from './open';

/** `npm run audit:verify`: 0 and the head hash when the audit log is whole, 1 and its first broken entry when not. */
void runJob(async () => {
  const { deps, close } = await openDeps();
  try {
    const verdict = await verifyChains(deps.db);
    if (verdict.ok) {
      process.stderr.write(`Catatan audit utuh: ${verdict.events} peristiwa.\n`);
      process.stdout.write(`${verdict.headHash}\n`);
      return 0;
    }
    const { id, chain, seq, reason } = verdict.broken;
    process.stdout.write(`${JSON.stringify(verdict.broken)}\n`);
    process.stderr.write(`Catatan audit putus: rantai ${chain}, urutan ${seq} (id ${id}): ${reason}.\n`);
    return 1;
  } finally {
    await close();
  }
});
