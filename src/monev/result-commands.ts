import { actorOf } from '../accounts/events';
import type { Trx } from '../db/connect';
import type { MonevResultRow, MonevRoundRow } from '../db/tables/monev';
import type { CurrentUser } from '../web/guards';
import type { Which } from './queries';
import { type Refused, type RoundDeps, recordRound, withRound } from './record-commands';
import { readQuestionnaire } from './rounds';

/** A file in the store that is not yet anybody's. */
export type KeptFile = { name: string; mediaType: string; storedName: string; size: number; sha256: string };

/** What was announced, as it is typed; `last` is the number of the newest entry that the officer saw, 0 for none. */
export type Announced = Which & {
  last: number;
  score: number;
  band: string;
  announced_on: string;
  announcement: string;
  link: string | null;
  sections: Readonly<Record<string, number>>;
  reason: string | null;
  file: KeptFile | null;
};

export type ResultRecorded = { ok: true } | Refused | { ok: false; code: 'result_reason' | 'result_proof' | 'no_band' };

const ANY_STATE: readonly MonevRoundRow['state'][] = ['draft', 'proposed', 'frozen'];

/**
 * Enters the commission's official result of a round, whatever its own answers have come to. It is corrected by another
 * entry alone, which says why; every one stays, with its event.
 */
export async function recordResult(deps: RoundDeps, user: CurrentUser, asked: Announced): Promise<ResultRecorded> {
  return withRound<ResultRecorded>(deps, { ...asked, version: null }, ANY_STATE, async (trx, round, now) => {
    const before: MonevResultRow | undefined = await trx('monev_results')
      .where('round_id', round.id)
      .orderBy('number', 'desc')
      .first();
    if ((before?.number ?? 0) !== asked.last) return { ok: false, code: 'stale' };
    if (!readQuestionnaire(round).bands.some(({ name }) => name === asked.band)) return { ok: false, code: 'no_band' };
    if (asked.link === null && asked.file === null) return { ok: false, code: 'result_proof' };
    if (before && asked.reason === null) return { ok: false, code: 'result_reason' };
    const { score, band, announced_on, announcement, link } = asked;
    const said = { score, band, announced_on, announcement, link };
    const reason = before ? asked.reason : null;
    const number = asked.last + 1;
    const [made] = await trx('monev_results')
      .insert({
        ...{ ...said, score: Math.round(score * 100), round_id: round.id, number, reason },
        ...{ sections: JSON.stringify(asked.sections), recorded_by: user.id, recorded_at: now },
      })
      .returning('id');
    if (asked.file) await keepFile(trx, made.id, asked.file, now);
    await recordRound(trx, round, {
      ...{
        kind: 'monev_result_recorded',
        at: now,
        actor: actorOf(user, 'ppid'),
        changes: changesOf(before ?? null, said),
      },
      detail: {
        ...{ number, reason, sections: asked.sections },
        file: asked.file && { name: asked.file.name, sha256: asked.file.sha256 },
      },
    });
    return { ok: true };
  });
}

async function keepFile(trx: Trx, result_id: number, file: KeptFile, added_at: string): Promise<void> {
  const { name, storedName: stored_name, mediaType: media_type, size, sha256 } = file;
  await trx('monev_result_files').insert({ result_id, stored_name, name, media_type, size, sha256, added_at });
}

/** `score` in points. */
type Said = Pick<MonevResultRow, 'score' | 'band' | 'announced_on' | 'announcement' | 'link'>;

function changesOf(before: Said | null, said: Said): Record<string, [unknown, unknown]> {
  const was: Partial<Said> = before ? { ...before, score: before.score / 100 } : {};
  const names = Object.keys(said) as (keyof Said)[];
  const changed = names.filter((name) => (was[name] ?? null) !== said[name]);
  return Object.fromEntries(
    changed.map((name): [string, [unknown, unknown]] => [name, [was[name] ?? null, said[name]]]),
  );
}
