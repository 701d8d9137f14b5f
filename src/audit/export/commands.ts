import { createHash } from 'node:crypto';
import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { GENESIS } from '../chain';
import { type AuditActor, appendEvent } from '../commands';
import { sealEvents } from '../seal/commands';
import { publicKeyOf, signText } from '../signing';
import { EXPORT_FILES, type SignedManifest, signedText } from './manifest';
import { exportPieces, newestSeal } from './queries';

type ExportDeps = Pick<Deps, 'db' | 'clock' | 'keys' | 'regionId' | 'config'>;

/** An export that is under way: its text piece by piece, and the signed manifest, which is there when the text is through. */
export type RunningExport = { pieces: AsyncGenerator<string>; manifest(): SignedManifest };

/**
 * Begins an export of the whole log: leaves an event that says who and what for, seals what is there, and gives the text
 * to be read. An export that is stopped half way has no manifest, and no verifier takes it for whole.
 */
export async function beginExport(
  deps: ExportDeps,
  { by, purpose, file = EXPORT_FILES.log }: { by: AuditActor; purpose: string; file?: string },
): Promise<RunningExport> {
  const { db, clock } = deps;
  const now = clock.now().toISOString();
  await note(deps, { kind: 'audit_log_exported', actor: by, detail: { purpose } });
  await sealEvents(db, clock.real().toISOString());
  const seal = await newestSeal(db);
  let made: SignedManifest | null = null;
  async function* pieces(): AsyncGenerator<string> {
    const hash = createHash('sha256');
    const counts = { bytes: 0, events: 0, seals: 0, chains: 0, days: 0 };
    for await (const piece of exportPieces(db, seal?.last_event ?? 0, deps.config.org.region)) {
      const { text, events, seals, chains, days } = piece;
      hash.update(text);
      counts.bytes += Buffer.byteLength(text);
      counts.events += events;
      counts.seals += seals;
      counts.chains += chains;
      counts.days += days;
      if (text) yield text;
    }
    const said = {
      ...{ format: 'portal-audit-export-2' as const, made_at: now, region: deps.config.org.region, file },
      ...{ ...counts, sha256: hash.digest('hex') },
      ...{ last_event: seal?.last_event ?? 0, last_seal: seal?.seal ?? GENESIS },
    };
    made = { ...said, public_key: publicKeyOf(deps.keys), signature: signText(deps.keys, signedText(said)) };
  }
  return {
    pieces: pieces(),
    manifest: () => {
      if (!made) throw new Error('The export is not through');
      return made;
    },
  };
}

/** Logs that somebody went away before the export was through. */
export const exportStopped = (deps: ExportDeps, by: AuditActor): Promise<void> =>
  note(deps, { kind: 'audit_log_export_stopped', actor: by, detail: {} });

async function note(
  { db, regionId, clock }: ExportDeps,
  event: { kind: string; actor: AuditActor; detail: Record<string, unknown> },
): Promise<void> {
  const at = clock.now().toISOString();
  await writing(db, (trx) => appendEvent(trx, 'audit-exports', { regionId, occurredAt: at, recordedAt: at, ...event }));
}
