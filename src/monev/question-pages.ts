import type { MonevRoundRow } from '../db/tables/monev';
import { blankForm, type FormState } from '../web/forms';
import { LONGEST_TEXT } from './forms';
import type { Frozen } from './frozen';
import { nameOf } from './index-pages';
import type { LoggedEvent } from './queries';
import { sectionHref } from './round-pages';
import { questionPath, roundPath } from './rounds';
import { sourceOf } from './sources';
import type { Line } from './standing';
import {
  answerWords,
  choicesOf,
  foundWords,
  lackingWords,
  pointsWords,
  sourceWords,
  type TimelineView,
  timelineOf,
  type Words,
} from './words';

type Link = { label: string; href: string };
type Fact = { label: string; value: unknown };

export type QuestionView = {
  form: FormState;
  title: string;
  lead: string;
  back: { label: string; href: string }[];
  action: string;
  edit: string | null;
  points: string;
  /** What the portal itself knows: null where only the office does. */
  evidence: { text: string; decides: string; facts: Fact[]; lacking: string | null } | null;
  answered: Fact[];
  conflict: string | null;
  /** The form, for who may answer now. */
  ask: {
    version: number;
    seen: string;
    kind: 'choice' | 'count';
    choices: { value: string; label: string; hint: null }[];
    value: string | null;
    target: string | null;
    decided: boolean;
    most: number;
  } | null;
  previous: Link | null;
  next: Link | null;
  timeline: TimelineView;
};

export type QuestionContext = {
  lines: readonly Line[];
  mayAnswer: boolean;
  before: Frozen | null;
  events: readonly LoggedEvent[];
  form?: FormState;
  conflict?: 'stale' | 'evidence_changed' | null;
};

/** One question: what is asked, what the portal knows, what was answered, and the form. */
export function questionView(
  round: MonevRoundRow,
  line: Line,
  { lines, mayAnswer, before, events, form, conflict = null }: QuestionContext,
  words: Words,
): QuestionView {
  const { t, fmt } = words;
  const { question, section, answer, proposed, evidence } = line;
  const at = lines.indexOf(line);
  const link = (other: Line | undefined): Link | null =>
    other ? { label: other.question.code, href: questionPath(round, other.question.code) } : null;
  return {
    form: form ?? blankForm(answer ? typedOf(answer) : {}),
    ...{ title: question.text, lead: t('monev:question.lead', { code: question.code, section: section.name }) },
    back: [
      { label: t('monev:title'), href: '/monev' },
      { label: nameOf(round), href: sectionHref(round, section.code) },
    ],
    action: questionPath(round, question.code),
    edit: mayAnswer ? `${roundPath(round)}/kuesioner/soal/${question.code}` : null,
    points: [
      pointsWords(line.got, line.most, words),
      ...(question.basis ? [t('monev:question.basis', { basis: question.basis })] : []),
    ].join('\n'),
    evidence: evidence && {
      text: foundWords(evidence, words),
      decides:
        proposed === null
          ? t('monev:question.undecided')
          : t('monev:question.decides', { answer: answerWords(question, proposed, words) }),
      facts: evidenceFacts(line, words),
      lacking: lackingWords(evidence, words),
    },
    answered: [...answeredFacts(line, words), ...beforeFacts(line, before, words)],
    conflict: conflict && t(`monev:refused.${conflict}`),
    ask: mayAnswer
      ? {
          ...{
            version: answer?.version ?? 0,
            seen: proposed ?? '',
            value: answer?.value ?? proposed,
            most: LONGEST_TEXT,
          },
          ...{ kind: question.kind === 'count' ? 'count' : 'choice', decided: proposed !== null },
          choices: question.kind === 'count' ? [] : choicesOf(question, words),
          target:
            question.target === null
              ? null
              : t('monev:question.target', { count: question.target, number: fmt.number(question.target) }),
        }
      : null,
    ...{ previous: link(lines[at - 1]), next: link(lines[at + 1]), timeline: timelineOf(events, words) },
  };
}

const typedOf = ({ reason, note, link }: NonNullable<Line['answer']>): FormState['values'] => ({
  ...{ alasan: reason ?? '', catatan: note ?? '', tautan: link ?? '' },
});

function evidenceFacts({ evidence, question }: Line, { t, fmt }: Words): Fact[] {
  const source = sourceOf(question.source);
  if (!evidence || !source) return [];
  return [
    { label: t('monev:evidence.source'), value: { text: sourceWords(source, t), href: evidence.href } },
    { label: t('monev:evidence.as_of'), value: fmt.day(evidence.as_of) },
    { label: t('monev:evidence.mend'), value: mendCell(evidence.mend, t) },
  ];
}

export const mendCell = ({ role, href }: { role: string; href: string }, t: Words['t']) => ({
  ...{ text: t(`accounts:role.${role}`), href },
});

function answeredFacts({ question, answer }: Line, words: Words): Fact[] {
  if (!answer) return [];
  const { t, fmt } = words;
  const fact = (name: string, value: unknown): Fact[] => (value ? [{ label: t(`monev:fact.${name}`), value }] : []);
  return [
    ...fact('answer', answerWords(question, answer.value, words)),
    ...fact('reason', answer.reason),
    ...fact('note', answer.note),
    ...fact('link', answer.link && { text: answer.link, href: answer.link }),
    ...fact('by', t('monev:by', { name: answer.name ?? '–', at: fmt.dayTime(answer.answered_at) })),
  ];
}

/** What was answered to a question of this name the year before, when it was asked in the same way. */
function beforeFacts({ question }: Line, before: Frozen | null, words: Words): Fact[] {
  const then = before?.answers.find(({ code }) => code === question.code);
  if (!before || !then) return [];
  const asked = before.questionnaire.sections
    .flatMap((one) => one.questions)
    .find(({ code }) => code === question.code);
  if (!asked) return [];
  const label = words.t('monev:fact.before', { year: String(before.round.year) });
  return [{ label, value: answerWords(asked, then.value, words) }];
}
