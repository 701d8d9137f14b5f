import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { OBJECTION_ENDS, OBJECTION_GROUNDS, REFUSAL_GROUNDS, REQUEST_ENDS } from '../statistics/cell';
import type { Line } from '../statistics/figures';
import type { Reasons } from './checks';
import { isEmptyYear, type ReportFigures } from './figures';
import type { Part, Texts } from './narrative';

/** A piece of the report, the same on the page, in the PDF and in the DOCX. */
export type Block =
  | { heading: string; level: 1 | 2 }
  | { text: string }
  | { caption: string; head: string[]; rows: string[][]; numericFrom: number };

/** The two forms of Perki 1/2021 Pasal 57. */
export const FORMS = ['full', 'summary'] as const;
export type ReportForm = (typeof FORMS)[number];

export type Content = {
  figures: ReportFigures;
  texts: Texts;
  /** What did not reconcile and left all the same, with its reason. */
  explained: Reasons;
  correction: string | null;
};

type Words = { t: Translate; fmt: Format };

/** What a report says, in its order: letters a to f of the content in the full form, the figures of Pasal 12 in the summary. */
export function reportBlocks(form: ReportForm, content: Content, words: Words): Block[] {
  const { t } = words;
  return form === 'full'
    ? [
        ...opening(content, words),
        ...part('a', 'policy', content, words),
        heading(t('annual:part.b')),
        ...(['facilities', 'staff', 'budget'] as const).flatMap((name) => textOf(name, content, words, 2)),
        heading(t('annual:part.c')),
        ...serviceTables(content.figures, words),
        heading(t('annual:part.d')),
        ...disputeTables(content.figures, words),
        ...part('e', 'obstacles', content, words),
        ...part('f', 'recommendations', content, words),
        ...remarks(content, words),
      ]
    : [
        ...opening(content, words),
        requestTable(content.figures, words),
        timeTable(content.figures, words),
        refusalTable(content.figures, words),
        objectionTable(content.figures, words),
        disputeTable(content.figures, words),
        ...part('f', 'recommendations', content, words, false),
        ...remarks(content, words),
      ];
}

const heading = (text: string, level: 1 | 2 = 1): Block => ({ heading: text, level });

function opening({ figures, correction }: Content, { t, fmt }: Words): Block[] {
  const at = fmt.dayTime(figures.at);
  const imported = figures.stats.imported;
  return [
    { text: t('annual:content.asOf', { at }) },
    ...(correction ? [{ text: t('annual:content.correction', { reason: correction }) }] : []),
    ...(isEmptyYear(figures) ? [{ text: t('annual:content.empty', { year: figures.year }) }] : []),
    ...(imported > 0
      ? [{ text: t('annual:content.imported', { count: imported, number: fmt.number(imported) }) }]
      : []),
  ];
}

function part(letter: string, name: Part, { texts }: Content, { t }: Words, lettered = true): Block[] {
  const title = lettered ? t(`annual:part.${letter}`) : t(`annual:text.${name}`);
  return [heading(title), ...paragraphs(texts[name], t)];
}

const textOf = (name: Part, { texts }: Content, { t }: Words, level: 1 | 2): Block[] => [
  heading(t(`annual:text.${name}`), level),
  ...paragraphs(texts[name], t),
];

/** Each line that was typed is a paragraph; what is not written yet is said. */
function paragraphs(text: string, t: Translate): Block[] {
  const lines = text.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  return said.length > 0 ? said.map((line) => ({ text: line })) : [{ text: t('annual:content.unwritten') }];
}

const table = (caption: string, head: string[], rows: string[][], numericFrom = 1): Block => ({
  ...{ caption, head, rows, numericFrom },
});

const countTable = (caption: string, rows: [string, number][], { t, fmt }: Words): Block =>
  table(
    caption,
    [t('annual:head.what'), t('annual:head.count')],
    rows.map(([name, n]) => [name, fmt.number(n)]),
  );

const serviceTables = (figures: ReportFigures, words: Words): Block[] => [
  requestTable(figures, words),
  timeTable(figures, words),
  classTable('kinds', figures.kinds, ({ key }) => (key ? words.t(`workflow:requester_kind.${key}`) : ''), words),
  classTable('bodies', figures.bodies, ({ name }) => name, words),
  classTable('channels', figures.channels, ({ key }) => (key ? words.t(`workflow:channel.${key}`) : ''), words),
  refusalTable(figures, words),
];

function requestTable({ stats }: ReportFigures, words: Words): Block {
  const { t } = words;
  return countTable(
    t('annual:table.requests'),
    [
      [t('annual:figure.received'), stats.received],
      ...REQUEST_ENDS.map((end): [string, number] => [t(`annual:end.${end}`), stats[end]]),
      [t('annual:figure.open'), stats.open],
    ],
    words,
  );
}

function timeTable({ stats, days }: ReportFigures, words: Words): Block {
  const { t, fmt } = words;
  const { mean, median, max } = stats.working_days;
  return table(
    t('annual:table.time'),
    [t('annual:head.what'), t('annual:head.value')],
    [
      ...days.map(({ from, to, answers }) => [
        to === null ? t('annual:days.more', { from }) : t('annual:days.class', { from, to }),
        t('annual:days.answers', { count: answers, number: fmt.number(answers) }),
      ]),
      [t('annual:figure.onTime'), fmt.number(stats.on_time)],
      [t('annual:figure.late'), fmt.number(stats.late)],
      [t('annual:figure.overdueOpen'), fmt.number(stats.overdue_open)],
      [t('annual:figure.mean'), t('annual:days.value', { number: fmt.number(mean, 2) })],
      [t('annual:figure.median'), t('annual:days.value', { number: fmt.number(median) })],
      [t('annual:figure.max'), t('annual:days.value', { number: fmt.number(max) })],
    ],
  );
}

/** The time per request by a class (Pasal 56): who asked, of whom, and by which way. */
function classTable<L extends Line>(
  name: string,
  lines: readonly L[],
  labelOf: (line: L) => string,
  words: Words,
): Block {
  const { t, fmt } = words;
  const caption = t(`annual:table.${name}`);
  if (lines.length === 0) return { text: t('annual:content.noRows', { table: caption }) };
  const heads = ['received', 'answered', 'onTime', 'late', 'median'].map((head) => t(`annual:head.${head}`));
  return table(
    caption,
    [t(`annual:head.${name}`), ...heads],
    lines.map((line) => [
      labelOf(line) || t('annual:content.unknown'),
      ...[line.received, line.answered, line.on_time, line.late].map((n) => fmt.number(n)),
      line.answered === 0 ? t('annual:content.none') : fmt.number(line.median),
    ]),
  );
}

function refusalTable({ stats }: ReportFigures, words: Words): Block {
  const { t } = words;
  const reasons = REFUSAL_GROUNDS.filter((ground) => stats.refusal_grounds[ground] > 0).map(
    (ground): [string, number] => [
      ground === 'other'
        ? t('annual:refusal.other')
        : t('annual:refusal.letter', { letter: ground, words: t(`workflow:article17.${ground}`) }),
      stats.refusal_grounds[ground],
    ],
  );
  const rest = (['not_held', 'not_documented'] as const).map((end): [string, number] => [
    t(`annual:end.${end}`),
    stats[end],
  ]);
  return countTable(t('annual:table.refusals'), [[t('annual:end.refused'), stats.refused], ...reasons, ...rest], words);
}

const disputeTables = (figures: ReportFigures, words: Words): Block[] => [
  objectionTable(figures, words),
  countTable(
    words.t('annual:table.grounds'),
    OBJECTION_GROUNDS.map((ground) => [words.t(`annual:ground.${ground}`), figures.stats.objections.grounds[ground]]),
    words,
  ),
  disputeTable(figures, words),
];

function objectionTable({ stats, objections }: ReportFigures, words: Words): Block {
  const { t } = words;
  return countTable(
    t('annual:table.objections'),
    [
      [t('annual:figure.received'), stats.objections.received],
      ...OBJECTION_ENDS.map((end): [string, number] => [t(`workflow:objection.state.${end}`), stats.objections[end]]),
      [t('annual:figure.objectionsOpen'), stats.objections.open],
      [t('annual:figure.answersOwed'), objections.owed],
      [t('annual:figure.answersExecuted'), objections.executed],
    ],
    words,
  );
}

function disputeTable({ disputes }: ReportFigures, words: Words): Block {
  const { t } = words;
  return countTable(
    t('annual:table.disputes'),
    [
      ...(['petitions', 'registered', 'not_registered', 'agreed'] as const).map((name): [string, number] => [
        t(`annual:dispute.${name}`),
        disputes[name],
      ]),
      ...Object.entries(disputes.rulings).map(([outcome, n]): [string, number] => [
        t('annual:dispute.ruling', { words: t(`annual:ruling.${outcome}`) }),
        n,
      ]),
      ...(['in_court', 'judged', 'owed', 'executed'] as const).map((name): [string, number] => [
        t(`annual:dispute.${name}`),
        disputes[name],
      ]),
    ],
    words,
  );
}

/** What did not reconcile, said openly with the reason that was recorded. */
function remarks({ explained }: Content, { t }: Words): Block[] {
  const all = Object.entries(explained);
  if (all.length === 0) return [];
  return [
    heading(t('annual:part.remarks')),
    ...all.map(([key, { count, vars, reason }]) => ({
      text: `${t(`annual:point.${key}`, { count, ...vars })} ${t('annual:content.reason', { reason })}`,
    })),
  ];
}
