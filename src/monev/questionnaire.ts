import { z } from 'zod';

/** How a question is answered: yes or no, one step of a scale, or a number of things. */
export const KINDS = ['yes_no', 'scale', 'count'] as const;
export type QuestionKind = (typeof KINDS)[number];

export const LONGEST = { code: 20, name: 200, text: 1_000, basis: 300, label: 200 } as const;
export const MOST = { sections: 20, questions: 300, steps: 10, bands: 10, target: 100_000 } as const;

/** A section or a question by its name in addresses and files. */
export const CODE = /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/;

const code = z.string().regex(CODE);
/** 0 to 100 with two decimals at most, so that sums are exact. */
const hundred = z.number().min(0).max(100).multipleOf(0.01);

const stepSchema = z.object({ value: hundred, label: z.string().min(1).max(LONGEST.label) });

const questionSchema = z.object({
  code,
  text: z.string().min(1).max(LONGEST.text),
  /** The rule that asks for it, as the office cites it. */
  basis: z.string().max(LONGEST.basis).default(''),
  kind: z.enum(KINDS),
  /** Its part of its section, against the weights of the other questions there. */
  weight: hundred,
  /** Of a scale: what each step says, and the share of the points it gives. */
  steps: z.array(stepSchema).max(MOST.steps).default([]),
  /** Of a number: from how many on all points are given. */
  target: z.number().int().min(1).max(MOST.target).nullable().default(null),
  /** A code of `sources.ts`: what the portal itself knows about it. Null: only the office knows. */
  source: z.string().max(60).nullable().default(null),
  /** Of yes or no: the share from which on the evidence means yes, in percent. */
  pass: z.number().min(1).max(100).default(100),
});

const sectionSchema = z.object({
  code,
  name: z.string().min(1).max(LONGEST.name),
  /** Its part of the whole, in points of a hundred. */
  weight: hundred,
  questions: z.array(questionSchema).max(MOST.questions),
});

const bandSchema = z.object({ name: z.string().min(1).max(LONGEST.name), from: hundred });

/** A questionnaire as a commission puts it for a year. */
export const questionnaireSchema = z.object({
  sections: z.array(sectionSchema).min(1).max(MOST.sections),
  bands: z.array(bandSchema).min(2).max(MOST.bands),
  /** What the questionnaire counts for in the commission's final figure, in percent; the rest is its visit or its hearing. */
  share: z.number().min(1).max(100).default(100),
});

export type Step = z.infer<typeof stepSchema>;
export type Question = z.infer<typeof questionSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type Band = z.infer<typeof bandSchema>;
export type Questionnaire = z.infer<typeof questionnaireSchema>;

/** What is wrong with a questionnaire: the key of a sentence under `monev:wrong`, and what it is about. */
export type Fault = { code: string; about: string | null; vars: Record<string, string | number> };

const inHundredths = (weight: number): number => Math.round(weight * 100);
export const sumOf = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + inHundredths(weight), 0) / 100;

/** Everything that must hold beyond the shape: weights add up, names are unique, every answer can be given. */
export function faultsOf({ sections, bands }: Questionnaire, sources: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  const fault = (name: string, about: string | null, vars: Fault['vars'] = {}) =>
    faults.push({ code: name, about, vars });
  const sum = sumOf(sections.map(({ weight }) => weight));
  if (sum !== 100) fault('sections_sum', null, { sum });
  const questions = sections.flatMap((section) => section.questions);
  if (questions.length > MOST.questions) fault('too_many', null, { most: MOST.questions });
  if (questions.length === 0) fault('no_question', null);
  for (const twice of repeated(sections.map((one) => one.code))) fault('section_twice', twice);
  for (const twice of repeated(questions.map((one) => one.code))) fault('question_twice', twice);
  for (const section of sections) {
    const own = sumOf(section.questions.map(({ weight }) => weight));
    if (section.weight > 0 && own === 0) fault('section_empty', section.code, { section: section.name });
  }
  for (const one of questions) {
    const found = questionFault(one, sources);
    if (found) fault(found, one.code);
  }
  const floors = bands.map(({ from }) => from);
  if (new Set(floors).size !== floors.length) fault('band_twice', null);
  if (!floors.includes(0)) fault('band_zero', null);
  return faults;
}

/** What one question lacks; null for nothing. */
export function questionFault({ kind, steps, target, source }: Question, sources: ReadonlySet<string>): string | null {
  if (source !== null && !sources.has(source)) return 'source_unknown';
  if (kind === 'count') return target === null ? 'target_missing' : null;
  if (kind === 'yes_no') return null;
  const values = steps.map(({ value }) => value);
  if (values.length < 2 || !values.includes(100)) return 'steps_missing';
  return new Set(values).size === values.length ? null : 'steps_twice';
}

const repeated = (codes: readonly string[]): string[] => {
  const lower = codes.map((one) => one.toLowerCase());
  return [...new Set(codes.filter((one, i) => lower.indexOf(one.toLowerCase()) !== i))];
};

/** A question with the section it stands in, by its code. */
export function questionOf(
  { sections }: Questionnaire,
  asked: string,
): { section: Section; question: Question } | null {
  for (const section of sections) {
    const question = section.questions.find((one) => one.code === asked);
    if (question) return { section, question };
  }
  return null;
}

/** Every question in the order of the questionnaire. */
export const questionsOf = ({ sections }: Questionnaire): Question[] => sections.flatMap(({ questions }) => questions);

/** The bands, the best first. */
export const bandsDown = ({ bands }: Pick<Questionnaire, 'bands'>): Band[] =>
  [...bands].sort((a, b) => b.from - a.from);
