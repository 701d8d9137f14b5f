import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';

export type ReviewMailFacts = {
  name: string;
  title: string;
  note: string | null;
  publishAt: string | null;
  url: string;
  timezone: string;
};

/** What the agency is told when the PPID has decided. The subject stands in the clear and names no document. */
export function reviewMail(
  t: Translate,
  outcome: 'approved' | 'scheduled' | 'returned',
  { name, title, note, publishAt, url, timezone }: ReviewMailFacts,
): { subject: string; text: string } {
  const at = publishAt === null ? '' : formatIn('id', t, timezone).dayTime(publishAt);
  const lines = [
    t('catalogue:reviewMail.greeting', { name }),
    t(`catalogue:reviewMail.${outcome}.text`, { title, at }),
    note === null ? null : t('catalogue:reviewMail.note', { note }),
    t('catalogue:reviewMail.open', { url }),
  ];
  return {
    subject: t(`catalogue:reviewMail.${outcome}.subject`),
    text: lines.filter((line) => line !== null).join('\n\n'),
  };
}
