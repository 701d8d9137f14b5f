import type { ExemptionDecisionRow, ExemptionRow } from '../db/tables/exemptions';
import type { Translate } from '../i18n/catalogue';
import type { LetterSection, Office, Signatory } from '../letters/facts';
import type { Sheet } from '../letters/pdf/sheet';
import { type Format, formatIn } from '../web/format';
import type { Approval, Tester } from '../workflow/exemption-facts';
import { groundOf } from '../workflow/exemption-grounds';
import { groundWords, termWords } from './words';

type Item = ExemptionRow & { body_name: string };
type World = { t: Translate; org: Office; timezone: string };

const letterhead = ({ org, t }: World): Sheet['letterhead'] => ({
  government: t('letters:label.government', { region: org.region }),
  office: org.name,
  contact: [org.address, org.phone, org.email].filter((part) => part !== '').join(' · '),
});

const formatOf = ({ t, timezone }: World): Format => formatIn('id', t, timezone);
const row = (label: string, value: string | null): [string, string][] => (value ? [[label, value]] : []);

/** What the test says of one item, column by column (Perki 1/2021 Lampiran II). */
function tested(item: Item, { t }: World, fmt: Format): [string, string][] {
  const label = (name: string) => t(`exemptions:sheet.${name}`);
  const basis = [groundWords(item, t), item.legal_basis, item.statute].filter(Boolean).join('\n');
  const term = [termWords({ letter: item.letter, ends_on: item.until_on }, t, fmt), item.term_basis];
  return [
    [label('information'), item.title],
    ...row(label('part'), item.partial === 1 ? item.part : null),
    [label('basis'), basis],
    ...row(label('if_opened'), item.if_opened),
    ...row(label('if_closed'), item.if_closed),
    ...row(label('public_interest'), item.public_interest),
    ...(item.purpose === 'open'
      ? row(label('opens_on'), item.opens_on && fmt.day(item.opens_on))
      : row(label('term'), term.filter(Boolean).join('\n'))),
  ];
}

/** The sheet of the consequence test with its table of testers, who sign by hand. */
export function testSheet(item: Item, world: World): Sheet {
  const { t } = world;
  const fmt = formatOf(world);
  const testers = JSON.parse(item.testers) as Tester[];
  const head = ['no', 'name', 'office', 'unit', 'signature'].map((name) => t(`exemptions:sheet.tester.${name}`));
  const on = item.tested_on ?? item.updated_at.slice(0, 10);
  const approval = item.approval ? (JSON.parse(item.approval) as Approval | null) : null;
  return {
    title: t(`exemptions:sheet.title.${item.purpose}`),
    language: 'id',
    dated_on: on,
    letterhead: letterhead(world),
    sections: [
      {
        rows: [
          [t('exemptions:sheet.number'), item.number],
          [t('exemptions:sheet.body'), item.body_name],
        ],
      },
      { paragraphs: [t(`exemptions:sheet.lead.${item.purpose}`)], rows: tested(item, world, fmt) },
      approvalSection(approval, world, fmt),
      { heading: t('exemptions:sheet.testers') },
    ],
    table: {
      head,
      rows: testers.map(({ name, office, unit }, i) => [String(i + 1), name, office, unit, '\n\n']),
      widths: [1.4, 5, 5, 5, 4],
    },
    footer: t('exemptions:sheet.footer', { number: item.number, day: fmt.day(on) }),
  };
}

/** PP 61/2010 Pasal 3(2): by whom, in which office, by what paper, on which day. Blank where it is still to come. */
function approvalSection(approval: Approval | null, { t }: World, fmt: Format): LetterSection {
  const blank = '................................';
  const label = (name: string) => t(`exemptions:approval.${name}`);
  return {
    heading: t(`exemptions:approval.heading.${approval?.kind ?? 'head'}`),
    rows: [
      [label('name'), approval?.name ?? blank],
      [label('office'), approval?.office ?? blank],
      [label('number'), approval?.number ?? blank],
      [label('on'), approval ? fmt.day(approval.on) : blank],
    ],
  };
}

/**
 * The decree. What it must hold: PP 61/2010 Pasal 4(2), Perki 1/2021 Pasal 49(5) and Lampiran III (of a change: V). The
 * forms of the Perki still cite Perki 1/2017, which its own Pasal 63 revokes: that line is left out.
 */
export function decreeSheet(decision: ExemptionDecisionRow, items: readonly Item[], world: World): Sheet {
  const { t, org } = world;
  const fmt = formatOf(world);
  const say = (key: string, vars: Record<string, unknown> = {}) => t(`exemptions:decree.${key}`, vars);
  const { kind, number, decided_on, place } = decision;
  const signatory = JSON.parse(decision.signatory) as Signatory | null;
  const approval = JSON.parse(decision.approval) as Approval | null;
  const articles = [...new Set(items.flatMap(({ letter }) => groundOf(letter)?.article ?? []))].filter((one) =>
    one.startsWith('PP'),
  );
  return {
    title: say(`title.${kind}`),
    language: 'id',
    dated_on: decided_on,
    letterhead: letterhead(world),
    sections: [
      {
        rows: [
          [say('number'), number],
          [say('about'), say(`about_text.${kind}`)],
        ],
      },
      {
        heading: say('considering'),
        list: [say('considering_test'), say('considering_interest'), say('considering_approval')],
      },
      {
        heading: say('recalling'),
        list: [
          say('law'),
          say('regulation', {
            articles: ['Pasal 3', 'Pasal 4', ...articles.map((one) => one.replace('PP 61/2010 ', ''))].join(', '),
          }),
          say(`perki.${kind}`),
        ],
      },
      approvalSection(approval, world, fmt),
      { heading: say('deciding'), paragraphs: [say(`deciding_text.${kind}`)] },
      ...items.map(
        (item, i): LetterSection => ({
          heading: say('item', { n: i + 1, number: item.number }),
          rows: [
            [say('kind'), say(item.purpose === 'open' ? 'kind_open' : item.partial === 1 ? 'kind_part' : 'kind_whole')],
            [say('official'), signatory ? `${signatory.name}, ${signatory.title}` : org.name],
            [say('body'), `${org.region} – ${item.body_name}`],
            ...tested(item, world, fmt),
            [say('becomes'), t(`catalogue:category.${item.target}.name`)],
          ],
        }),
      ),
      { paragraphs: [say(`after.${kind}`)] },
    ],
    signed: {
      placeAndDate: say('place_and_date', { place, day: fmt.day(decided_on) }),
      signatory: {
        office: signatory?.title ?? 'PPID',
        name: signatory?.name ?? null,
        employeeNumber: signatory?.employee_number ?? null,
      },
      words: { employeeNumber: t('letters:label.employee_number') },
    },
    footer: say('footer', { number, day: fmt.day(decided_on) }),
  };
}
