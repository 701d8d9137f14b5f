import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';

/** What the PPID is written about a text that nobody has looked at in time. `due_on` is the last good day. */
export function textMail(
  t: Translate,
  { code, due_on, name, url }: { code: string; due_on: string; name: string; url: string },
): { subject: string; text: string } {
  const vars = { name, title: t(`duty:text.${code}.title`), due: formatIn('id', t, 'UTC').day(due_on) };
  return { subject: t('duty:mail.subject', vars), text: t('duty:mail.text', { ...vars, url }) };
}
