import { holdersUpwards } from '../../accounts/holders-queries';
import { localDay } from '../../calendar/working-days';
import { type Trx, writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail } from '../../mail/outbox';
import { type DipReminder, dipReminderOn } from '../../workflow/dip-renewal';
import { lengthOf } from '../../workflow/terms';
import { type DipVersion, newestEnacted } from '../queries';
import { recordDip } from '../record-commands';
import { renewalMail } from './mail';

/** Where each office works on the register. */
const PATH = { ppid: '/petugas/dip', atasan: '/atasan/dip', admin: '/admin' } as const;

/**
 * Reminds of the renewal of the register in force: each step once, whatever becomes of it, to everyone who holds the
 * office; where nobody does, one rung up. Reads only, on a day on which nothing is due. Gives the step that was sent.
 */
export async function remindOfRenewal(deps: Deps): Promise<string | null> {
  const now = deps.clock.now().toISOString();
  const today = localDay(now, deps.config.timezone);
  const inForce = await newestEnacted(deps.db, deps.regionId);
  if (!inForce?.renew_by) return null;
  const due = dipReminderOn(inForce.renew_by, today);
  if (!due) return null;
  const sent = await deps.db('dip_reminders').where({ version_id: inForce.id, step: due.step }).first('step');
  if (sent) return null;
  return writing(deps.db, (trx) => send(deps, trx, inForce, due, { now, today }));
}

async function send(
  deps: Deps,
  trx: Trx,
  inForce: DipVersion,
  { step, to }: DipReminder,
  { now, today }: { now: string; today: string },
): Promise<string | null> {
  // The key is the turn: of two passes at once one sends.
  const [mine] = await trx('dip_reminders')
    .insert({ version_id: inForce.id, step, sent_at: now })
    .onConflict(['version_id', 'step'])
    .ignore()
    .returning('step');
  if (!mine) return null;
  const { office, people } = await holdersUpwards(trx, deps.regionId, to, today);
  const t = deps.i18n.for('id');
  const mails = people.map(
    (person): Mail => ({
      ...{ regionId: deps.regionId, dedupeKey: `dip:${inForce.public_id}:${step}:${person.id}` },
      ...{ kind: 'staff', to: person.email },
      ...renewalMail(t, {
        ...{ step, name: person.name, decree: inForce.decree_number ?? '', decree_on: inForce.decree_on ?? today },
        ...{ renew_by: inForce.renew_by ?? today, length: lengthOf('dip_renewal', inForce.terms) },
        meant_for: office === to ? null : to,
        url: `${deps.config.baseUrl}${PATH[office]}`,
        timezone: deps.config.timezone,
      }),
    }),
  );
  await enqueueMails(trx, deps.keys, now, mails);
  const detail = { step, renew_by: inForce.renew_by, meant_for: to, sent_to: office, people: people.length };
  await recordDip(trx, inForce, { kind: 'dip_renewal_reminded', at: now, actor: { role: 'system' }, detail });
  return step;
}
