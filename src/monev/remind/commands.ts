import { holdersUpwards } from '../../accounts/holders-queries';
import { localDay } from '../../calendar/working-days';
import { type Trx, writing } from '../../db/connect';
import type { MonevRoundRow } from '../../db/tables/monev';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail } from '../../mail/outbox';
import { type AnnualReminder, annualReminderOn } from '../../workflow/annual-report';
import { recordRound } from '../record-commands';
import { roundPath } from '../rounds';
import { monevMail } from './mail';

/** Rounds that wait at once: one or two a year, and those nobody finished. */
const MOST = 20;

/**
 * Reminds of the day by which the commission wants the answers, in the steps in which the annual report is reminded of:
 * each once for each day that was set, to everyone who holds the office; where nobody does, one rung up. Nothing is sent
 * of answers that were approved. Gives how many steps were sent.
 */
export async function remindOfRounds(deps: Deps): Promise<number> {
  const { db, regionId } = deps;
  const now = deps.clock.now().toISOString();
  const today = localDay(now, deps.config.timezone);
  const rounds: MonevRoundRow[] = await db('monev_rounds')
    .where('region_id', regionId)
    .whereNot('state', 'frozen')
    .whereNotNull('submit_by')
    .orderBy('id', 'desc')
    .limit(MOST);
  let sent = 0;
  for (const round of rounds) {
    const submitBy = round.submit_by as string;
    const due = annualReminderOn(submitBy, today);
    if (!due) continue;
    const key = { round_id: round.id, submit_by: submitBy, step: due.step };
    if (await db('monev_reminders').where(key).first('step')) continue;
    if (await writing(db, (trx) => send(deps, trx, round, due, { key, now, today }))) sent += 1;
  }
  return sent;
}

type Turn = { key: { round_id: number; submit_by: string; step: string }; now: string; today: string };

async function send(
  deps: Deps,
  trx: Trx,
  round: MonevRoundRow,
  { step, to }: AnnualReminder,
  { key, now, today }: Turn,
): Promise<boolean> {
  // The key is the turn: of two passes at once one sends.
  const [mine] = await trx('monev_reminders')
    .insert({ ...key, sent_at: now })
    .onConflict(['round_id', 'submit_by', 'step'])
    .ignore()
    .returning('step');
  if (!mine) return false;
  const { office, people } = await holdersUpwards(trx, deps.regionId, to, today);
  const t = deps.i18n.for('id');
  const mails = people.map(
    (person): Mail => ({
      ...{ regionId: deps.regionId, kind: 'staff', to: person.email },
      dedupeKey: `monev:${round.id}:${key.submit_by}:${step}:${person.id}`,
      ...monevMail(t, {
        ...{ step, name: person.name, year: round.year, commission: round.commission_name, submit_by: key.submit_by },
        meant_for: office === to ? null : to,
        url: `${deps.config.baseUrl}${roundPath(round)}`,
      }),
    }),
  );
  await enqueueMails(trx, deps.keys, now, mails);
  const detail = { step, submit_by: key.submit_by, meant_for: to, sent_to: office, people: people.length };
  await recordRound(trx, round, { kind: 'monev_reminded', at: now, actor: { role: 'system' }, detail });
  return true;
}
