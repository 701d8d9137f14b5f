import { countingSection } from './counting';
import type { Decision, LetterFacts, LetterSection } from './facts';
import { requestRows } from './filing';
import {
  collectSection,
  considerationsSection,
  controlRows,
  costSection,
  exemptionRows,
  grantRows,
  redactionSection,
  withheldSection,
} from './granting';
import { groundsOf, lastDayFromNotice, objectionSection } from './objecting';
import { needed, present, row, type SectionsOf, type Words } from './words';

/** The written notice of UU 14/2008 Pasal 22(7) and Perki 1/2021 Pasal 31(4), begun and ended alike for every outcome. */
function notice(middle: (f: LetterFacts, d: Decision, w: Words) => LetterSection[]): SectionsOf {
  return (facts, words) => {
    const { t, day } = words;
    const decision = needed(facts.decision, 'notice', 'decision');
    const { number, received_on } = facts.request;
    return [
      { paragraphs: [t(`notice.${decision.kind}`, { number, day: day(received_on) })] },
      ...middle(facts, decision, words),
      considerationsSection(decision, words),
      { heading: t('notice.request_heading'), rows: requestRows(facts, words) },
      objectionSection(facts, words, groundsOf(decision), lastDayFromNotice(facts)),
      ...(lastDayFromNotice(facts) ? countingSection(facts, words) : []),
    ];
  };
}

const givenPart = (facts: LetterFacts, decision: Decision, words: Words): LetterSection[] => [
  { heading: words.t('notice.decision_heading'), rows: grantRows(facts, decision, words) },
  ...withheldSection(decision, words),
  ...redactionSection(decision.redactions, words),
  costSection(decision, words),
  collectSection(facts, words),
];

/** Lampiran VII A, the whole. */
export const granted = notice(givenPart);

/** Lampiran VII A, a part; the rest is exempt, held by another, or not documented. */
export const grantedPartly = notice(givenPart);

/** Perki 1/2021 Pasal 34: reasons in writing, with the decision that exempts attached. */
export const refused = notice((_facts, decision, words) => {
  const { t } = words;
  needed(decision.exemption, 'refused', 'exemption');
  return [
    {
      heading: t('notice.decision_heading'),
      rows: present([
        row(t('row.decision'), t('decision.refused')),
        ...controlRows(decision, words),
        row(t('row.reason'), t('exempt.refused')),
        ...exemptionRows(decision, words),
        row(t('row.attachment'), t('exempt.attached')),
      ]),
    },
  ];
});

/** Lampiran VII B: another public body holds it, named where known (UU 14/2008 Pasal 22(7) b). */
export const notHeld = notice((_facts, decision, words) => {
  const { t } = words;
  return [
    {
      heading: t('notice.decision_heading'),
      paragraphs: present([decision.holder && t('not_held.ask_there')]),
      rows: present([
        row(t('row.decision'), t('decision.not_held')),
        ...controlRows({ ...decision, under_control: false }, words),
        row(t('row.reason'), t('not_held.reason')),
      ]),
    },
  ];
});

/** Lampiran VII B: not documented yet, with the day it will be. */
export const notDocumented = notice((_facts, decision, words) => {
  const { t, day } = words;
  const until = needed(decision.available_on, 'not_documented', 'available_on');
  return [
    {
      heading: t('notice.decision_heading'),
      rows: present([
        row(t('row.decision'), t('decision.not_documented')),
        ...controlRows(decision, words),
        row(t('row.reason'), t('not_documented.reason')),
        row(t('row.available'), day(until)),
      ]),
    },
  ];
});

/** No request for public information at all: the reason, the right service, and the same right to object. */
export const redirected = notice((_facts, decision, words) => {
  const { t } = words;
  const service = needed(decision.service, 'redirected', 'service');
  return [
    {
      heading: t('notice.decision_heading'),
      paragraphs: [t('redirected.by_person')],
      rows: present([
        row(t('row.decision'), t('decision.redirected')),
        row(t('row.reason'), service.reason),
        row(t('row.service'), service.name),
        row(t('row.contact'), service.contact),
      ]),
    },
  ];
});
