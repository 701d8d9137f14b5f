import type { DipVersionRow } from '../../db/tables/dip';
import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';

type ProposalFacts = {
  name: string;
  row: Pick<DipVersionRow, 'proposed_at' | 'row_count'>;
  /** Nobody holds the superior's office. */
  climbed: boolean;
  url: string;
  timezone: string;
};

/** A short message that a proposed register waits for approval. */
export function proposalMail(t: Translate, { name, row, climbed, url, timezone }: ProposalFacts) {
  const fmt = formatIn('id', t, timezone);
  const vars = {
    ...{ name, url, day: fmt.dayOf(row.proposed_at), count: row.row_count, number: fmt.number(row.row_count) },
  };
  const lines = [
    t('dip:mail.greeting', vars),
    t('dip:mail.proposed.text', vars),
    climbed ? t('dip:mail.climbed', { office: t('dip:office.atasan') }) : null,
    t('dip:mail.open', vars),
  ];
  return { subject: t('dip:mail.proposed.subject', vars), text: lines.filter((line) => line !== null).join('\n\n') };
}
