import type { MonevFreezeRow, MonevRoundRow } from '../db/tables/monev';
import { blankForm, type FormState } from '../web/forms';
import { type ClockView, clockView } from './clock';
import { nameOf } from './index-pages';
import { type OfficialContext, type OfficialView, officialView } from './official-pages';
import type { LoggedEvent, NamedFreeze } from './queries';
import { bandsDown, type Questionnaire } from './questionnaire';
import { questionPath, roundPath } from './rounds';
import type { Score } from './score';
import { type Line, missingOf, type Standing } from './standing';
import type { RoundStep } from './steps';
import {
  answerWords,
  foundWords,
  pointsWords,
  STATE_TONE,
  type Status,
  type TimelineView,
  timelineOf,
  toneOf,
  type Words,
} from './words';

type Link = { label: string; href: string };

export type ScoreView = {
  value: string;
  number: number;
  tone: string;
  band: string;
  progress: string;
  projected: string | null;
  share: string | null;
};

export type RoundView = {
  form: FormState;
  title: string;
  commission: string;
  own: string;
  version: number;
  status: Status;
  clock: ClockView | null;
  unverified: boolean;
  conflict: boolean;
  score: ScoreView;
  how: { rows: Record<string, unknown>[]; total: string; bands: string[] };
  compared: { title: string; lead: string; rows: Record<string, unknown>[] } | null;
  links: Link[];
  sections: Record<string, unknown>[];
  chosen: SectionView | null;
  steps: RoundStep[];
  same: boolean;
  tried: string | null;
  confirm: { action: string; count: number } | null;
  official: OfficialView;
  freezes: { number: { text: string; href: string }; at: string; who: string | null; score: string; hash: string }[];
  timeline: TimelineView;
};

/** The section that is open on the page. */
export type SectionView = {
  code: string;
  name: string;
  rows: Record<string, unknown>[];
  /** How many proposals of it wait to be confirmed. */
  confirm: number;
};

export type RoundContext = {
  questionnaire: Questionnaire;
  standing: Standing;
  before: (Pick<MonevFreezeRow, 'score' | 'band'> & { year: number; score_of: Score }) | null;
  freezes: readonly Omit<NamedFreeze, 'content'>[];
  official: Omit<OfficialContext, 'questionnaire' | 'today' | 'tried'>;
  events: readonly LoggedEvent[];
  today: string;
  steps: readonly RoundStep[];
  same: boolean;
  mayAnswer: boolean;
  section: string | null;
  form?: FormState;
  tried?: string | null;
  conflict?: boolean;
};

/** A year's round: the score and how it came about, every question by section, and what can be done next. */
export function roundView(round: MonevRoundRow, context: RoundContext, words: Words): RoundView {
  const { t, fmt } = words;
  const { questionnaire, standing, mayAnswer, steps, same } = context;
  const own = roundPath(round);
  const open = standing.lines.filter(waits).length;
  const missing = missingOf(standing).length;
  return {
    ...{ own, version: round.version, same, steps: [...steps], tried: context.tried ?? null },
    form: context.form ?? blankForm(),
    conflict: context.conflict ?? false,
    ...{ title: nameOf(round), commission: round.commission_name, unverified: round.basis === null },
    status: { label: t(`monev:state.${round.state}`), tone: STATE_TONE[round.state] },
    clock: clockView(round, context.today, words),
    score: scoreView(questionnaire, standing, words),
    how: howView(questionnaire, standing.score, words),
    compared: comparedView(standing.score, context.before, words),
    links: [
      { label: t('monev:link.missing', { count: missing }), href: `${own}/kurang` },
      { label: t('monev:link.questionnaire'), href: `${own}/kuesioner` },
      { label: t('monev:link.pack'), href: `${own}/bukti.zip` },
    ],
    sections: standing.score.sections.map(({ code, name, got, most, answered, of }) => ({
      name: { text: name, href: sectionHref(round, code) },
      answered: t('monev:section.answered', { n: answered, of }),
      points: pointsWords(got, most, words),
    })),
    chosen: sectionView(round, chosenOf(standing, context.section), { standing, mayAnswer }, words),
    confirm: mayAnswer && open > 0 ? { action: `${own}/usulan`, count: open } : null,
    official: officialView(
      round,
      { ...context.official, questionnaire, today: context.today, tried: context.tried === 'result' },
      words,
    ),
    freezes: context.freezes.map((one) => ({
      number: { text: t('monev:freeze.name', { number: one.number }), href: `${own}/beku/${one.number}` },
      ...{ at: fmt.shortDayTime(one.frozen_at), who: one.name, hash: one.hash },
      score: t('monev:index.frozen', { score: fmt.number(one.score / 100, 2), band: one.band }),
    })),
    timeline: timelineOf(context.events, words),
  };
}

/** The evidence decides it, and nobody has said yes to that. */
const waits = ({ answer, proposed }: Line): boolean => answer === null && proposed !== null;

function scoreView({ share }: Questionnaire, { score, projected }: Standing, words: Words): ScoreView {
  const { t, fmt } = words;
  const more = projected.total > score.total || projected.answered > score.answered;
  return {
    ...{ value: fmt.number(score.total, 2), number: score.total, tone: toneOf(score), band: score.band.name },
    progress: t('monev:score.progress', { n: score.answered, of: score.of }),
    projected: more
      ? t('monev:score.projected', { score: fmt.number(projected.total, 2), band: projected.band.name })
      : null,
    share:
      share === 100
        ? null
        : t('monev:score.share', {
            ...{ share: fmt.number(share, 2), rest: fmt.number(100 - share, 2) },
            gives: fmt.number((score.total * share) / 100, 2),
          }),
  };
}

function howView(questionnaire: Questionnaire, score: Score, { t, fmt }: Words): RoundView['how'] {
  const mean = (got: number, most: number) => (most === 0 ? '–' : fmt.percent(got / most));
  return {
    rows: score.sections.map(({ name, got, most }) => ({
      ...{ name, weight: fmt.number(most, 2), mean: mean(got, most), got: fmt.number(got, 3) },
    })),
    total: t('monev:how.total', { total: fmt.number(score.total, 2), band: score.band.name }),
    bands: bandsDown(questionnaire).map(({ name, from }) => t('monev:how.band', { name, from: fmt.number(from, 2) })),
  };
}

function comparedView(score: Score, before: RoundContext['before'], { t, fmt }: Words): RoundView['compared'] {
  if (!before) return null;
  const then = new Map(before.score_of.sections.map((one) => [one.code, one]));
  const difference = (now: number, was: number) => `${now >= was ? '+' : '−'}${fmt.number(Math.abs(now - was), 2)}`;
  const year = String(before.year);
  return {
    title: t('monev:compared.title', { year }),
    lead: t('monev:compared.lead', {
      ...{ year, score: fmt.number(before.score / 100, 2), band: before.band },
      difference: difference(score.total, before.score / 100),
    }),
    rows: score.sections.map(({ code, name, got }) => {
      const was = then.get(code);
      return {
        ...{ name, now: fmt.number(got, 2), before: was ? fmt.number(was.got, 2) : null },
        difference: was ? difference(got, was.got) : null,
      };
    }),
  };
}

export const sectionHref = (round: MonevRoundRow, code: string): string =>
  `${roundPath(round)}?bagian=${code}#pertanyaan`;

/** The section that was asked for; else the first that is not finished. */
function chosenOf({ score }: Standing, asked: string | null): string | null {
  const { sections } = score;
  const found = sections.find(({ code }) => code === asked) ?? sections.find(({ answered, of }) => answered < of);
  return (found ?? sections[0])?.code ?? null;
}

function sectionView(
  round: MonevRoundRow,
  chosen: string | null,
  { standing, mayAnswer }: { standing: Standing; mayAnswer: boolean },
  words: Words,
): SectionView | null {
  const lines = standing.lines.filter(({ section }) => section.code === chosen);
  const [first] = lines;
  if (!first) return null;
  return {
    ...{ code: first.section.code, name: first.section.name },
    confirm: mayAnswer ? lines.filter(waits).length : 0,
    rows: lines.map((line) => ({
      question: { text: `${line.question.code}. ${line.question.text}`, href: questionPath(round, line.question.code) },
      evidence: line.evidence ? foundWords(line.evidence, words) : null,
      answer: answerCell(line, words),
      points: pointsWords(line.got, line.most, words),
    })),
  };
}

/** An answer, or what the evidence proposes while there is none. */
export function answerCell({ question, answer, proposed, turned }: Line, words: Words): unknown {
  const { t } = words;
  if (!answer) {
    const label = proposed
      ? t('monev:cell.proposed', { answer: answerWords(question, proposed, words) })
      : t('monev:cell.open');
    return { status: { label, tone: proposed ? 'info' : 'neutral' } };
  }
  const said = answerWords(question, answer.value, words);
  if (turned) return [said, { status: { label: t('monev:cell.turned'), tone: 'bad' } }];
  return answer.reason === null ? said : [said, { status: { label: t('monev:cell.overridden'), tone: 'info' } }];
}
