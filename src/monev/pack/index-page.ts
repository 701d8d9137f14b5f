import { csvOf } from '../../web/csv';
import { creditOf } from '../answer';
import type { Frozen, FrozenAnswer } from '../frozen';
import type { Question } from '../questionnaire';
import { answerWords, foundWords, type Words } from '../words';
import type { Proof } from './entries';
import { escaped, pageHtml } from './html';

export type PackFacts = { baseUrl: string; proofs: readonly Proof[]; state: string; official: string | null };

type Row = { question: Question; answer: FrozenAnswer | null };

const rowsOf = ({ questionnaire, answers }: Frozen): { name: string; rows: Row[] }[] =>
  questionnaire.sections.map(({ name, questions }) => ({
    name,
    rows: questions.map((question) => ({
      question,
      answer: answers.find(({ code }) => code === question.code) ?? null,
    })),
  }));

/** Files of the pack that belong to a question: by its source, or by the group of sources that ends in a dot. */
const proofsFor = ({ source }: Question, proofs: readonly Proof[]): Proof[] =>
  source === null
    ? []
    : proofs.filter(({ sources }) =>
        sources.some((one) => one === source || (one.endsWith('.') && source.startsWith(one))),
      );

/** `indeks.html`: every question with its answer, the evidence by its address, and its files in the pack. */
export function indexPage(frozen: Frozen, { baseUrl, proofs, state, official }: PackFacts, words: Words): string {
  const { t, fmt } = words;
  const { round, score, at } = frozen;
  const link = (href: string, text: string) => `<a href="${escaped(href)}">${escaped(text)}</a>`;
  const evidence = ({ question, answer }: Row): string =>
    [
      ...(answer?.evidence
        ? [
            escaped(foundWords(answer.evidence, words)),
            link(`${baseUrl}${answer.evidence.href}`, `${baseUrl}${answer.evidence.href}`),
          ]
        : []),
      ...(answer?.link ? [link(answer.link, answer.link)] : []),
      ...(answer?.note ? [escaped(answer.note)] : []),
      ...proofsFor(question, proofs).map(({ name }) => link(name, name)),
    ].join('<br>');
  const answered = ({ question, answer }: Row): string =>
    answer
      ? escaped(answerWords(question, answer.value, words)) +
        (answer.reason ? `<br>${escaped(t('monev:pack.reason', { reason: answer.reason }))}` : '')
      : escaped(t('monev:cell.open'));
  const heads = ['question', 'answer', 'evidence']
    .map((name) => `<th>${escaped(t(`monev:column.${name}`))}</th>`)
    .join('');
  const sections = rowsOf(frozen).map(
    ({ name, rows }) => `<h2>${escaped(name)}</h2>
<table><thead><tr>${heads}</tr></thead><tbody>
${rows.map((row) => `<tr><td>${escaped(`${row.question.code}. ${row.question.text}`)}</td><td>${answered(row)}</td><td>${evidence(row)}</td></tr>`).join('\n')}
</tbody></table>`,
  );
  const lead = [
    t('monev:pack.lead', { commission: round.commission_name, year: String(round.year), state }),
    t('monev:pack.as_of', { at: fmt.dayTime(at) }),
    t('monev:how.total', { total: fmt.number(score.total, 2), band: score.band.name }),
    ...(official ? [official] : []),
  ];
  const body = [...lead.map((line) => `<p>${escaped(line)}</p>`), ...sections].join('\n');
  return pageHtml(t('monev:pack.title', { year: String(round.year) }), body, { href: `${baseUrl}/` });
}

/** `jawaban.csv`: the same as a table. */
export function answersCsv(frozen: Frozen, { baseUrl, proofs }: PackFacts, words: Words): string {
  const { t } = words;
  const names = [
    'section',
    'code',
    'question',
    'answer',
    'credit',
    'reason',
    'note',
    'evidence',
    'as_of',
    'link',
    'files',
  ];
  return csvOf([
    names.map((name) => t(`monev:csv.${name}`)),
    ...rowsOf(frozen).flatMap(({ name, rows }) =>
      rows.map(({ question, answer }) => [
        ...[name, question.code, question.text, answer && answerWords(question, answer.value, words)],
        ...[answer && creditOf(question, answer.value), answer?.reason ?? null, answer?.note ?? null],
        ...[answer?.evidence ? foundWords(answer.evidence, words) : null, answer?.evidence?.as_of ?? null],
        answer?.evidence ? `${baseUrl}${answer.evidence.href}` : (answer?.link ?? null),
        proofsFor(question, proofs)
          .map((one) => one.name)
          .join(' '),
      ]),
    ),
  ]);
}
