import type { Decision, LetterFacts, LetterSection, Redaction } from './facts';
import { wishRows } from './filing';
import { deskOf } from './objecting';
import { needed, paragraphsOf, present, row, type Words } from './words';

/** `h.3` -> "UU 14/2008 Pasal 17 huruf h angka 3: …" with what the letter protects; an unknown letter stays as typed. */
export function pasal17(ground: string, { t }: Words): string {
  const [, letter, item] = /^([a-j])(?:\.(\d+))?$/.exec(ground.trim().toLowerCase()) ?? [];
  if (!letter) return ground;
  const text = t(`pasal17.${letter}`);
  return item ? t('exempt.item', { letter, item, text }) : t('exempt.letter', { letter, text });
}

/** The SK that exempts, with the day it was made; attached to the letter (Perki 1/2021 Pasal 34(2)). */
export function exemptionRows(decision: Decision, words: Words): [string, string][] {
  const { t, day } = words;
  const { exemption } = decision;
  if (!exemption) return [];
  return present([
    row(t('exempt.decision'), t('exempt.numbered', { number: exemption.number, day: day(exemption.decided_on) })),
    row(t('exempt.about'), exemption.title),
    row(t('exempt.ground'), pasal17(exemption.ground, words)),
  ]);
}

/** What is given and how: Perki 1/2021 Pasal 31(4) letters a, b, c, d, f, g and h, in the order of Lampiran VII A. */
export function grantRows(facts: LetterFacts, decision: Decision, words: Words): [string, string][] {
  const { t, day } = words;
  const { kind } = decision;
  const format = needed(decision.format, kind, 'format');
  const days = needed(decision.provide_days, kind, 'provide_days');
  const until = day(needed(decision.promised_on, kind, 'promised_on'));
  return present([
    row(t('row.decision'), t(`decision.${kind}`)),
    ...controlRows(decision, words),
    row(t('row.material'), needed(decision.material, kind, 'material')),
    row(t('row.format'), t(`format.${format}`)),
    ...wishRows(facts, words),
    row(t('row.provided'), t('grant.provided', { count: days, day: until })),
    row(t('row.redaction'), t(decision.redactions?.length ? 'grant.redacted' : 'grant.not_redacted')),
  ]);
}

/** Perki 1/2021 Pasal 31(4) a and b: under our control or not, and whose it is. */
export function controlRows(decision: Decision, { t }: Words): [string, string][] {
  const holder = present([decision.holder, decision.holder_contact]).join(', ');
  return present([
    row(t('row.control'), t(decision.under_control ? 'control.ours' : 'control.not_ours')),
    row(t('row.holder'), holder || (decision.under_control ? null : t('control.holder_unknown'))),
  ]);
}

/** Perki 1/2021 Pasal 31(4) e and Pasal 37–38: copying and sending only, with the way to pay. */
export function costSection(decision: Decision, { t, rupiah }: Words): LetterSection {
  const heading = t('cost.heading');
  const { cost } = decision;
  if (!cost || cost.total === 0) return { heading, paragraphs: [t('cost.none')] };
  const copies = {
    each: rupiah(cost.copy_per_sheet),
    count: cost.sheets,
    sum: rupiah(cost.copy_per_sheet * cost.sheets),
  };
  return {
    heading,
    paragraphs: [t('cost.only_copies'), t('cost.cash_receipt')],
    rows: present([
      row(t('cost.copying'), t('cost.copying_sum', copies)),
      row(t('cost.sending'), rupiah(cost.sending)),
      row(t('cost.other'), rupiah(cost.other)),
      row(t('cost.total'), rupiah(cost.total)),
      row(t('cost.payment'), cost.payment),
    ]),
  };
}

/** Perki 1/2021 Pasal 31(4) g and Pasal 50: each blackened part with its ground and reason. */
export function redactionSection(redactions: readonly Redaction[] | undefined, words: Words): LetterSection[] {
  const { t } = words;
  if (!redactions?.length) return [];
  return [
    {
      heading: t('exempt.redactions_heading'),
      paragraphs: [t('exempt.redactions')],
      rows: redactions.map(({ part, ground, reason }): [string, string] => [
        part,
        present([pasal17(ground, words), reason]).join('\n'),
      ]),
    },
  ];
}

/** Perki 1/2021 Pasal 31(4) i: why a part is not given, and where or when it can be had. */
export function withheldSection(decision: Decision, words: Words): LetterSection[] {
  const { t, day } = words;
  if (decision.kind !== 'granted_partly') return [];
  const because = needed(decision.because, 'granted_partly', 'because');
  const rows = because === 'exempt' ? exemptionRows(decision, words) : [];
  return [
    {
      heading: t('partly.heading'),
      paragraphs: present([
        t(`partly.${because}`),
        because === 'not_documented' &&
          decision.available_on &&
          t('partly.available', { day: day(decision.available_on) }),
      ]),
      rows,
    },
  ];
}

/** The written considerations behind the decision: UU 14/2008 Pasal 7(4), PP 61/2010 Pasal 2. */
export function considerationsSection(decision: Decision, { t }: Words): LetterSection {
  return { heading: t('considerations.heading'), paragraphs: paragraphsOf(decision.considerations) };
}

/** How the requester comes by it: Perki 1/2021 Pasal 35. */
export function collectSection(facts: LetterFacts, words: Words): LetterSection {
  const { t } = words;
  const way = facts.request.obtain === 'view' ? 'view' : facts.request.deliver;
  const vars = { office: facts.org.name, desk: deskOf(facts.org, words), name: facts.requester.name };
  return {
    heading: t('collect.heading'),
    paragraphs: [t(`collect.${way}`, vars), t('collect.tracking', { url: facts.tracking_url })],
  };
}
