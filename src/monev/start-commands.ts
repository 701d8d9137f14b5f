import { actorOf } from '../accounts/events';
import { localDay } from '../calendar/working-days';
import { writing } from '../db/connect';
import type { MonevRoundRow } from '../db/tables/monev';
import { commissionOf } from '../letters/commission-queries';
import type { CurrentUser } from '../web/guards';
import { type Commission, roundBefore, roundOf, type Which } from './queries';
import { type RoundDeps, recordRound } from './record-commands';
import type { ORIGINS } from './rounds';
import { startingQuestionnaire } from './starting';

export type Started = { ok: true; round: MonevRoundRow } | { ok: false; code: 'future_year' | 'nothing_to_copy' };

/** Begins a year's round, or goes on with the one there is. */
export async function startRound(
  deps: RoundDeps,
  user: CurrentUser,
  { origin, ...which }: Which & { origin: (typeof ORIGINS)[number] },
): Promise<Started> {
  const { regionId } = deps;
  const now = deps.clock.now().toISOString();
  const { year, commission } = which;
  if (year > Number(localDay(now, deps.config.timezone).slice(0, 4))) return { ok: false, code: 'future_year' };
  return writing(deps.db, async (trx): Promise<Started> => {
    const there = await roundOf(trx, regionId, which);
    if (there) return { ok: true, round: there };
    const before = origin === 'copy' ? await roundBefore(trx, regionId, which) : null;
    if (origin === 'copy' && !before) return { ok: false, code: 'nothing_to_copy' };
    const [made]: MonevRoundRow[] = await trx('monev_rounds')
      .insert({
        ...{ region_id: regionId, year, commission, state: 'draft', version: 1, service_year: year - 1 },
        // This year's form may ask otherwise: a copy counts as not compared.
        ...{ submit_by: null, basis: null, copied_from: before?.year ?? null },
        commission_name: before?.commission_name ?? (await nameOf(trx, regionId, commission)),
        questionnaire: before?.questionnaire ?? JSON.stringify(startingQuestionnaire(commission)),
        ...{ made_by: user.id, made_at: now, changed_at: now, proposed_by: null, proposed_at: null },
      })
      .onConflict(['region_id', 'year', 'commission'])
      .ignore()
      .returning('*');
    if (!made) return { ok: true, round: (await roundOf(trx, regionId, which)) as MonevRoundRow };
    const detail = { origin, copied_from: made.copied_from };
    await recordRound(trx, made, { kind: 'monev_started', at: now, actor: actorOf(user, 'ppid'), detail });
    return { ok: true, round: made };
  });
}

/** A regency goes to the commission of its province, whose name an administrator keeps. */
async function nameOf(trx: Parameters<typeof commissionOf>[0], regionId: number, commission: Commission) {
  return commission === 'pusat' ? CENTRAL : (await commissionOf(trx, regionId)).name;
}

const CENTRAL = 'Komisi Informasi Pusat';
