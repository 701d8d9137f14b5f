import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';
import type { BodyPart, Digest } from './digest';

type Around = { baseUrl: string };

/** What somebody is written about the bodies that have something to publish or renew: one letter for all of them. */
export function digestMail(t: Translate, { person, parts }: Digest, around: Around): { subject: string; text: string } {
  const [only] = parts;
  const count = parts.length;
  const items = parts.reduce((sum, part) => sum + part.items.length, 0);
  return {
    subject:
      only && count === 1
        ? t('freshness:mail.subject', { body: only.body.name })
        : t('freshness:mail.subjectMany', { count }),
    text: [
      t('freshness:mail.greeting', { name: person.name }),
      ...(items > 0 ? [t('freshness:mail.text', { count: items })] : []),
      ...(parts.some(({ behind }) => behind) ? [t('freshness:mail.rhythmText')] : []),
      ...parts.map((part) => partText(t, part, around)),
    ].join('\n\n'),
  };
}

function partText(t: Translate, { body, items, behind, meant }: BodyPart, { baseUrl }: Around): string {
  const fmt = formatIn('id', t, 'UTC');
  return [
    t('freshness:mail.body', { body: body.name, score: body.score }),
    ...(behind
      ? [
          t('freshness:mail.behind', {
            count: behind.weeks,
            rhythm: t('freshness:mail.every', { count: behind.every }),
          }),
        ]
      : []),
    ...items.map(({ code, due_on, state }) =>
      t(`freshness:mail.${state === 'overdue' ? 'late' : 'soon'}`, {
        item: t(`catalogue:subkind.${code}`),
        due: fmt.day(due_on as string),
      }),
    ),
    ...meant.map((office) => t('freshness:mail.climbed', { office: t(`freshness:told.${office}`) })),
    t('freshness:mail.open', { url: `${baseUrl}/badan-publik/${body.slug}` }),
  ].join('\n');
}
