/** Under which name the setting is kept. */
export const REVIEW_MAIL_KEY = 'review_mail';

/** When the PPID is written to: as soon as something arrives, or in one letter a day. */
export const REVIEW_MAIL = ['now', 'daily'] as const;
export type ReviewMail = (typeof REVIEW_MAIL)[number];

/** What was kept as the setting; as soon as something arrives where nothing was. */
export function readReviewMail(kept: string | null): ReviewMail {
  return REVIEW_MAIL.find((one) => one === kept) ?? 'now';
}

/** When the letter of a day leaves, office time [D]. */
export const DAILY_AT = '07:00';
