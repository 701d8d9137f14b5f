import type { Translate } from '../../../i18n/catalogue';

export type ArrivedMailFacts = {
  name: string;
  /** As many as the letter lists, by title and body. */
  items: readonly { title: string; body_name: string; kind: 'document' | 'change' }[];
  /** All that came since the last letter. */
  count: number;
  url: string;
};

/** Tells the PPID what came in for his review. The subject stands in the clear and names no document. */
export function arrivedMail(t: Translate, { name, items, count, url }: ArrivedMailFacts) {
  const list = items.map((item, i) => `${i + 1}. ${t(`catalogue:arrivedMail.${item.kind}`, item)}`);
  const lines = [
    t('catalogue:reviewMail.greeting', { name }),
    t('catalogue:arrivedMail.text', { count }),
    list.join('\n'),
    count > items.length ? t('catalogue:arrivedMail.more', { count: count - items.length }) : null,
    t('catalogue:reviewMail.open', { url }),
    t('catalogue:arrivedMail.setting'),
  ];
  return {
    subject: t('catalogue:arrivedMail.subject', { count }),
    text: lines.filter((line) => line !== null).join('\n\n'),
  };
}
