import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';
import type { ItemLine } from '../score';
import type { Told } from '../settings';

type Said = {
  name: string;
  body: string;
  score: number;
  items: readonly ItemLine[];
  /** Set when the message climbed because nobody holds the office it was meant for. */
  meant: Told | null;
  today: string;
  url: string;
};

/** What somebody is written about the mandatory items of a body that are to be renewed. */
export function itemsMail(
  t: Translate,
  { items, meant, today, url, ...said }: Said,
): { subject: string; text: string } {
  const fmt = formatIn('id', t, 'UTC');
  const vars = { ...said, count: items.length };
  const list = items.map(({ code, due_on }) =>
    t(`freshness:mail.${due_on && due_on < today ? 'late' : 'soon'}`, {
      item: t(`catalogue:subkind.${code}`),
      due: fmt.day(due_on as string),
    }),
  );
  return {
    subject: t('freshness:mail.subject', vars),
    text: [
      t('freshness:mail.greeting', vars),
      t('freshness:mail.text', vars),
      list.join('\n'),
      ...(meant ? [t('freshness:mail.climbed', { office: t(`freshness:told.${meant}`) })] : []),
      t('freshness:mail.open', { url }),
    ].join('\n\n'),
  };
}
