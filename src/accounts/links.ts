import type { UserTokenRow } from '../db/tables/accounts';
import type { Translate } from '../i18n/catalogue';

export type LinkPurpose = UserTokenRow['purpose'];

/** How long a mailed link opens, in minutes of real time. */
export const LINK_MINUTES: Readonly<Record<LinkPurpose, number>> = { reset: 60, verify: 24 * 60, invite: 72 * 60 };

/** Links an account may be sent within an hour: more would be somebody else's game with a stranger's mailbox. */
export const LINKS_PER_HOUR = 3;

/** The page that a one-time link opens. */
export const linkTo = (baseUrl: string, token: string): string => `${baseUrl}/masuk/atur-sandi?kunci=${token}`;

/** Which letter a link goes out with; `known` tells someone who signed up again that there is an account already. */
export type LinkLetter = LinkPurpose | 'known';

/** Subject and text of the letter that carries a one-time link. The subject names nobody. */
export function linkLetter(t: Translate, letter: LinkLetter, of: { name: string; link: string; site: string }) {
  const minutes = LINK_MINUTES[letter === 'known' ? 'reset' : letter];
  const valid =
    minutes > 60 ? t('accounts:mail.hours', { count: minutes / 60 }) : t('accounts:mail.minutes', { count: minutes });
  return {
    subject: t(`accounts:mail.${letter}.subject`, { site: of.site }),
    text: t(`accounts:mail.${letter}.text`, { ...of, valid }),
  };
}
