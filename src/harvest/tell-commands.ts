import { staffWithRole } from '../accounts/queries';
import { localDay } from '../calendar/working-days';
import type { Trx } from '../db/connect';
import type { Deps } from '../deps';
import { enqueueMails, type Mail } from '../mail/outbox';
import type { ListedSource } from './queries';
import type { FailureCode } from './refused';

type TellDeps = Pick<Deps, 'clock' | 'regionId' | 'i18n' | 'config' | 'keys'>;

/** Writes to the agency and the PPID that a source could not be read several times in a row; once for each row of failures. */
export async function tellFailing(
  deps: TellDeps,
  trx: Trx,
  source: ListedSource,
  { code, value, failures }: { code: FailureCode; value: string; failures: number },
): Promise<void> {
  const why = deps.i18n.for('id')(`harvest:failure.${code}`, { value });
  await tell(deps, trx, source, 'failing', `failing:${source.last_ok_at ?? source.created_at}`, { why, failures });
}

/** Writes that a source has lost more than half of what it held and waits for a word; once a day at most. */
export async function tellLoss(
  deps: TellDeps,
  trx: Trx,
  source: ListedSource,
  { known, missing }: { known: number; missing: number },
): Promise<void> {
  const day = localDay(deps.clock.now().toISOString(), deps.config.timezone);
  await tell(deps, trx, source, 'loss', `loss:${day}`, { known, missing });
}

/** Writes that some of what a source brought waits for the PPID: its texts may hold personal data. */
export async function tellHeld(
  deps: TellDeps,
  trx: Trx,
  source: ListedSource,
  { count, at }: { count: number; at: string },
): Promise<void> {
  await tell(deps, trx, source, 'held', `held:${at}`, { count });
}

async function tell(
  { clock, regionId, i18n, config, keys }: TellDeps,
  trx: Trx,
  source: ListedSource,
  kind: 'failing' | 'loss' | 'held',
  occasion: string,
  about: Record<string, unknown>,
): Promise<void> {
  const now = clock.now().toISOString();
  const today = localDay(now, config.timezone);
  const own = await staffWithRole(trx, regionId, 'opd', source.body_id, today);
  const ppid = await staffWithRole(trx, regionId, 'ppid', null, today);
  const people = new Map([...own, ...ppid].map((one) => [one.id, one]));
  const t = i18n.for('id');
  const mails = [...people.values()].map(({ id, email, name }): Mail => {
    const url = `${config.baseUrl}/petugas/panen/${source.public_id}`;
    const vars = { ...about, name, source: source.name, body: source.body_name, url };
    const text = ['greeting', `${kind}.text`, 'open'].map((key) => t(`harvest:mail.${key}`, vars)).join('\n\n');
    const dedupeKey = `harvest:${source.id}:${occasion}:${id}`;
    return { regionId, dedupeKey, kind: 'staff', to: email, subject: t(`harvest:mail.${kind}.subject`, vars), text };
  });
  await enqueueMails(trx, keys, now, mails);
}
