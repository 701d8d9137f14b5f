import type { MonevRoundRow } from '../db/tables/monev';
import { blankForm, type FormState } from '../web/forms';
import { stepsText } from './exchange';
import { nameOf } from './index-pages';
import { KINDS, LONGEST, type Question, type Questionnaire, sumOf } from './questionnaire';
import { roundPath } from './rounds';
import { SOURCES, sourceOf } from './sources';
import { choicesOf, sourceWords, type Words } from './words';

type Option = { value: string; label: string; hint: null };
type Link = { label: string; href: string };

const backOf = (round: MonevRoundRow, t: Words['t']): Link[] => [
  { label: t('monev:title'), href: '/monev' },
  { label: nameOf(round), href: roundPath(round) },
];

export type WeightsView = {
  form: FormState;
  /** What stands in each field before anything is typed. */
  values: Record<string, string>;
  title: string;
  back: Link[];
  action: string;
  version: number;
  unverified: boolean;
  conflict: boolean;
  mayEdit: boolean;
  service: Option[];
  sum: string;
  facts: { label: string; value: string | null }[];
  sections: {
    code: string;
    name: string;
    weight: string;
    questions: {
      code: string;
      text: string;
      edit: string | null;
      kind: string;
      source: string | null;
      weight: string;
      choices: string;
    }[];
  }[];
  bands: { name: string; field: string; from: string }[];
  add: string;
  load: { action: string; accept: string };
  downloads: Link[];
  longest: typeof LONGEST;
};

export type WeightsContext = {
  questionnaire: Questionnaire;
  mayEdit: boolean;
  form?: FormState;
  conflict?: boolean;
};

/** The questionnaire with its settings, every weight, and the ways to load and take it. */
export function weightsView(round: MonevRoundRow, context: WeightsContext, words: Words): WeightsView {
  const { t, fmt } = words;
  const { questionnaire, mayEdit } = context;
  const own = roundPath(round);
  return {
    ...{ form: context.form ?? blankForm(), values: valuesOf(round, questionnaire) },
    ...{ title: t('monev:edit.title'), back: backOf(round, t), action: `${own}/kuesioner`, version: round.version },
    ...{ unverified: round.basis === null, conflict: context.conflict ?? false, mayEdit, longest: LONGEST },
    service: [round.year - 1, round.year].map((year) => ({ value: String(year), label: String(year), hint: null })),
    sum: fmt.number(sumOf(questionnaire.sections.map(({ weight }) => weight)), 2),
    facts: [
      { label: t('monev:field.komisi'), value: round.commission_name },
      { label: t('monev:field.layanan'), value: String(round.service_year) },
      { label: t('monev:field.batas'), value: round.submit_by && fmt.day(round.submit_by) },
      { label: t('monev:field.sumber'), value: round.basis ?? t('monev:unverified') },
      { label: t('monev:field.porsi'), value: `${fmt.number(questionnaire.share, 2)}%` },
    ],
    sections: questionnaire.sections.map(({ code, name, weight, questions }) => ({
      ...{ code, name, weight: fmt.number(weight, 2) },
      questions: questions.map((one) => questionLine(one, mayEdit ? `${own}/kuesioner/soal/${one.code}` : null, words)),
    })),
    bands: questionnaire.bands.map(({ name, from }, i) => ({
      name,
      field: `predikat[b${i}]`,
      from: fmt.number(from, 2),
    })),
    add: `${own}/kuesioner/soal`,
    load: { action: `${own}/berkas`, accept: '.csv,.xlsx,.json' },
    downloads: (['csv', 'json'] as const).map((format) => ({
      label: t('monev:edit.download', { format: format.toUpperCase() }),
      href: `${own}/unduh/${format}`,
    })),
  };
}

function questionLine(one: Question, edit: string | null, words: Words) {
  const source = sourceOf(one.source);
  return {
    ...{ code: one.code, text: one.text, edit, kind: words.t(`monev:kind.${one.kind}`) },
    source: source && sourceWords(source, words.t),
    weight: words.fmt.number(one.weight, 2),
    choices:
      one.kind === 'scale'
        ? choicesOf(one, words)
            .map(({ label }) => label)
            .join('\n')
        : '',
  };
}

/** A number as it is typed: a comma for the decimals. */
const typed = (value: number): string => String(value).replace('.', ',');

function valuesOf(round: MonevRoundRow, { sections, bands, share }: Questionnaire): Record<string, string> {
  return {
    ...{ komisi: round.commission_name, layanan: String(round.service_year), batas: round.submit_by ?? '' },
    ...{ sumber: round.basis ?? '', porsi: typed(share) },
    ...Object.fromEntries(
      sections.flatMap(({ code, name, weight, questions }) => [
        [`bagian[${code}][nama]`, name],
        [`bagian[${code}][bobot]`, typed(weight)],
        ...questions.map((one) => [`bobot[${one.code}]`, typed(one.weight)]),
      ]),
    ),
    ...Object.fromEntries(bands.map(({ from }, i) => [`predikat[b${i}]`, typed(from)])),
  };
}

export type EditQuestionView = {
  form: FormState;
  title: string;
  back: Link[];
  action: string;
  version: number;
  conflict: boolean;
  sections: Option[];
  kinds: Option[];
  sources: Option[];
  removable: boolean;
  longest: typeof LONGEST;
};

/** The form of one question; `question` null: a new one. */
export function editQuestionView(
  round: MonevRoundRow,
  given: {
    questionnaire: Questionnaire;
    question: Question | null;
    section: string | null;
    form?: FormState;
    conflict?: boolean;
  },
  { t }: Words,
): EditQuestionView {
  const { questionnaire, question, section, form, conflict = false } = given;
  const own = `${roundPath(round)}/kuesioner`;
  return {
    form: form ?? blankForm(question ? typedOf(question, section) : { jenis: 'yes_no', bobot: '1', ambang: '100' }),
    title: question ? t('monev:edit.question', { code: question.code }) : t('monev:edit.add'),
    back: [...backOf(round, t), { label: t('monev:edit.title'), href: own }],
    action: question ? `${own}/soal/${question.code}` : `${own}/soal`,
    ...{ version: round.version, conflict, removable: question !== null, longest: LONGEST },
    sections: questionnaire.sections.map(({ code, name }) => ({ value: code, label: name, hint: null })),
    kinds: KINDS.map((kind) => ({ value: kind, label: t(`monev:kind.${kind}`), hint: null })),
    sources: SOURCES.map((source) => ({ value: source.code, label: sourceWords(source, t), hint: null })),
  };
}

const typedOf = (one: Question, section: string | null): Record<string, string> => ({
  ...{ kode: one.code, bagian: section ?? '', pertanyaan: one.text, dasar: one.basis, jenis: one.kind },
  ...{
    bobot: typed(one.weight),
    skala: stepsText(one.steps, '\n'),
    sasaran: one.target === null ? '' : String(one.target),
  },
  ...{ bukti: one.source ?? '', ambang: String(one.pass) },
});
