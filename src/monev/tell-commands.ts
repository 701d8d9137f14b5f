import { holdersUpwards } from '../accounts/holders-queries';
import { localDay } from '../calendar/working-days';
import type { Trx } from '../db/connect';
import type { MonevRoundRow } from '../db/tables/monev';
import type { Deps } from '../deps';
import { enqueueMails, type Mail } from '../mail/outbox';
import { roundPath } from './rounds';
import type { RoundStep } from './steps';

export type TellDeps = Pick<Deps, 'keys' | 'i18n' | 'config'>;

/** The steps that somebody else must hear of; the others are taken by whoever waits himself. */
const TOLD: readonly RoundStep[] = ['hand_in', 'approve', 'return', 'reopen'];

/** Writes to whom a step concerns: the superior of what was handed in, the PPID of what became of it. */
export async function tellOfStep(
  { keys, i18n, config }: TellDeps,
  trx: Trx,
  round: MonevRoundRow,
  { step, reason, now }: { step: RoundStep; reason: string | null; now: string },
): Promise<void> {
  if (!TOLD.includes(step)) return;
  const role = step === 'hand_in' ? 'atasan' : 'ppid';
  const { people } = await holdersUpwards(trx, round.region_id, role, localDay(now, config.timezone));
  const t = i18n.for('id');
  const said = { year: String(round.year), commission: round.commission_name, reason: reason ?? '' };
  const mails = people.map(
    (person): Mail => ({
      ...{ regionId: round.region_id, kind: 'staff', to: person.email },
      dedupeKey: `monev:${round.id}:${round.version}:${step}:${person.id}`,
      subject: t(`monev:told.${step}.subject`, said),
      text: [
        t('monev:mail.greeting', { name: person.name }),
        t(`monev:told.${step}.text`, said),
        t('monev:mail.open', { url: `${config.baseUrl}${roundPath(round)}` }),
      ].join('\n\n'),
    }),
  );
  await enqueueMails(trx, keys, now, mails);
}
