import { holdersUpwards } from '../../accounts/holders-queries';
import { localDay } from '../../calendar/working-days';
import type { Trx } from '../../db/connect';
import type { DipVersionRow } from '../../db/tables/dip';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail } from '../../mail/outbox';
import { DIP_AREAS } from '../areas';
import { proposalMail } from './proposal-mail';

type Telling = Pick<Deps, 'config' | 'keys' | 'i18n'>;

/** A whole proposal waits for the superior: he is told once each time it comes to him, in the transaction that brings it. */
export async function tellSuperior(deps: Telling, trx: Trx, row: DipVersionRow, now: string): Promise<void> {
  const { timezone, baseUrl } = deps.config;
  const { office, people } = await holdersUpwards(trx, row.region_id, 'atasan', localDay(now, timezone));
  const climbed = office !== 'atasan';
  const url = `${baseUrl}${climbed ? '/admin' : `${DIP_AREAS.superior.path}/${row.public_id}`}`;
  const mails = people.map(
    ({ id, name, email }): Mail => ({
      ...{ regionId: row.region_id, dedupeKey: `dip:${row.public_id}:proposed:${row.version}:${id}` },
      ...{ kind: 'staff', to: email },
      ...proposalMail(deps.i18n.for('id'), { name, row, climbed, url, timezone }),
    }),
  );
  await enqueueMails(trx, deps.keys, now, mails);
}
