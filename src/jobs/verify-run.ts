import { publicKeyOf } from '../audit/signing';
import { verifyChains } from '../audit/verify/queries';
import { firstBrokenDip } from '../dip/verify/queries';
import { openDeps, runJob } from './open';

/**
 * `npm run audit:verify`: 0 and the head hash when the audit log is whole, its days' signed heads hold, and every case,
 * every figure's history and every enacted register is as the log says; 1 and the first difference when not.
 */
void runJob(async () => {
  const { deps, close } = await openDeps();
  try {
    const verdict = await verifyChains(deps.db, {
      publicKey: publicKeyOf(deps.keys),
      region: deps.config.org.region,
    });
    const register = verdict.ok ? await firstBrokenDip(deps.db, deps.regionId) : null;
    if (register) {
      process.stdout.write(`${JSON.stringify(register)}\n`);
      process.stderr.write(
        `Daftar Informasi Publik berubah: ${register.chain}, baris ${register.seq}: ${register.reason}.\n`,
      );
      return 1;
    }
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
