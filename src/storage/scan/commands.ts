import { Readable } from 'node:stream';
import { appendEvent } from '../../audit/commands';
import { writing } from '../../db/connect';
import type { FileScanRow } from '../../db/tables/storage';
import type { Deps } from '../../deps';
import { ScannerError, scanWith, type Verdict } from './clamd-transport';

/** A stored file as it is examined. `sha256` is of the content, sealed or not. */
export type Examined = { stored_name: string; sha256: string; name: string; sealed?: number };

export type Standing = 'clean' | 'infected' | 'waiting';

type ScanDeps = Pick<Deps, 'db' | 'files' | 'config' | 'clock' | 'log' | 'regionId'>;

/**
 * Whether a file may leave the store. Without a scanner everything may; with one nothing that it has not called clean:
 * what was never examined is examined now, and waits while the scanner does not answer.
 */
export async function examine(deps: ScanDeps, file: Examined): Promise<Standing> {
  if (!deps.config.clamdUrl) return 'clean';
  const known: FileScanRow | undefined = await deps.db('file_scans').where('sha256', file.sha256).first();
  if (known) return known.verdict;
  try {
    const found = await scanWith(deps.config.clamdUrl, await contentOf(deps, file));
    await keep(deps, file, found);
    return found.verdict;
  } catch (error) {
    if (!(error instanceof ScannerError)) throw error;
    deps.log.error({ err: error, file: file.stored_name }, 'a file waits for the virus scanner');
    return 'waiting';
  }
}

async function contentOf({ files }: ScanDeps, file: Examined): Promise<Readable> {
  return file.sealed ? Readable.from([await files.readSealed(file.stored_name)]) : files.stream(file.stored_name);
}

/** The verdict stays; an infected content leaves an event that names the file. */
async function keep({ db, clock, regionId }: ScanDeps, file: Examined, found: Verdict): Promise<void> {
  const at = clock.real().toISOString();
  const signature = found.verdict === 'infected' ? found.signature : null;
  await writing(db, async (trx) => {
    const row = { sha256: file.sha256, verdict: found.verdict, signature, scanned_at: at };
    const kept = await trx('file_scans').insert(row).onConflict('sha256').ignore().returning('sha256');
    if (kept.length === 0 || found.verdict === 'clean') return;
    await appendEvent(trx, 'files', {
      regionId,
      kind: 'file_infected',
      occurredAt: at,
      recordedAt: at,
      actor: { role: 'system' },
      changes: {},
      detail: { sha256: file.sha256, signature },
    });
  });
}
