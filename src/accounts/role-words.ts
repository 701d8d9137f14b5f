import type { Translate } from '../i18n/catalogue';

/** A role in words, with the body that it is held for. */
export function roleWords(t: Translate, held: { role: string; body_name: string | null }): string {
  const words = t(`accounts:role.${held.role}`);
  return held.body_name ? `${words} – ${held.body_name}` : words;
}
