import type { CaseFileRow } from '../../db/tables/cases';
import type { LetterRow } from '../../db/tables/letters';
import type { RequestFileRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import type { LetterDoc } from '../../letters/facts';
import { type LetterPage, letterView } from '../../letters/pages';
import type { Format } from '../../web/format';
import { type Identity, maskName, maskNumber } from '../identity';
import { AREAS, type Area } from './areas';

/** One letter of a case in a list: how it went, and what is still to be recorded of it. */
export type LetterLine = {
  title: string;
  number: string;
  href: string;
  dated: string;
  sent: string;
  waiting: boolean;
  signed: { label: string; href: string } | null;
  record: { label: string; href: string } | null;
};

/** What the letters of a case need to know of it, whatever its kind. `path` is its address in the area. */
export type LettersOf = {
  path: string;
  number: string;
  files: readonly Pick<RequestFileRow | CaseFileRow, 'id' | 'public_id'>[];
};

/** The letters of a case; the desk records how those on paper went. */
export function letterLines(
  { path, files }: LettersOf,
  letters: readonly LetterRow[],
  area: Area,
  t: Translate,
  fmt: Format,
): LetterLine[] {
  // What was destroyed has no page any more.
  const kept = letters.filter(({ content_sealed }) => content_sealed !== '');
  return kept.map((letter) => {
    const scan = files.find((file) => file.id === letter.signed_file_id);
    const label = t(letter.reached_on === null ? 'desk:letter.record' : 'desk:letter.attach');
    return {
      title: t(`letters:kind.${letter.kind}.title`),
      number: letter.number,
      href: `${path}/surat/${letter.public_id}`,
      dated: fmt.day(letter.dated_on),
      sent: sendingWords(letter, t, fmt),
      waiting: letter.reached_on === null,
      signed: scan ? { label: t('desk:letter.signed'), href: `${path}/berkas/${scan.public_id}` } : null,
      record:
        area === 'desk' && (letter.reached_on === null || !scan)
          ? { label, href: `${path}?langkah=record_letter&surat=${letter.public_id}#langkah` }
          : null,
    };
  });
}

/** By which way a letter went, when, and when it arrived, as far as that is known. */
export function sendingWords(
  letter: Pick<LetterRow, 'sent_way' | 'sent_on' | 'reached_on'>,
  t: Translate,
  fmt: Format,
): string {
  if (!letter.sent_on) return t('desk:letter.not_sent');
  const vars = { way: t(`workflow:deliver.${letter.sent_way}`), sent: fmt.shortDay(letter.sent_on) };
  if (!letter.reached_on) return t('desk:letter.sent', vars);
  return t('desk:letter.reached', { ...vars, reached: fmt.shortDay(letter.reached_on) });
}

/** The page of one letter. The auditor reads every word of it but who it is for. */
export function letterPage(
  doc: LetterDoc,
  { path, number, files }: LettersOf,
  letter: LetterRow,
  identity: Identity | null,
  area: Area,
  t: Translate,
): LetterPage {
  const scan = files.find((file) => file.id === letter.signed_file_id);
  const view = letterView(doc);
  return {
    letter: AREAS[area].identity === 'masked' ? (masked(view, identity) as typeof view) : view,
    back: { href: path, label: t('desk:letter.back', { number }) },
    pdf: `${path}/surat/${letter.public_id}/pdf`,
    signed: scan ? { href: `${path}/berkas/${scan.public_id}`, label: t('desk:letter.signed') } : null,
  };
}

function masked(value: unknown, identity: Identity | null): unknown {
  if (!identity) return value;
  const { name, identity_number, address, email, phone, proxy } = identity;
  const secrets: [string | null | undefined, (text: string) => string][] = [
    [name, maskName],
    [address, maskName],
    [email, maskName],
    [proxy?.name, maskName],
    [proxy?.address, maskName],
    [identity_number, maskNumber],
    [phone, maskNumber],
    [proxy?.identity_number, maskNumber],
  ];
  const hide = (text: string) =>
    secrets.reduce((all, [secret, mask]) => (secret ? all.replaceAll(secret, mask(secret)) : all), text);
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return hide(one);
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}
