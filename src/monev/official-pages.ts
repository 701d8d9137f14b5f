import type { MonevRoundRow } from '../db/tables/monev';
import { LONGEST_TEXT } from './forms';
import { bandsDown, LONGEST, type Questionnaire } from './questionnaire';
import { apartOf, officialOf, otherBand } from './result';
import type { NamedResult } from './result-queries';
import { roundPath } from './rounds';
import type { Score } from './score';
import type { Words } from './words';

type Linked = { text: string; href: string };
type Option = { value: string; label: string; hint: null };

export type OfficialView = {
  /** What holds; null while nothing was entered. */
  latest: {
    facts: { label: string; value: string | Linked | null }[];
    compared: string;
    warning: string | null;
    rows: Record<string, unknown>[];
    rest: string | null;
  } | null;
  /** What was corrected since. */
  earlier: Record<string, unknown>[];
  form: {
    action: string;
    last: number;
    open: boolean;
    correction: boolean;
    values: Record<string, string>;
    bands: Option[];
    sections: { name: string; field: string; hint: string }[];
    today: string;
    accept: string;
    longest: { announcement: number; reason: number };
  } | null;
};

export type OfficialContext = {
  questionnaire: Questionnaire;
  results: readonly NamedResult[];
  /** The office's own score, as it was approved last, else as it stands. */
  own: { score: Score; frozen: boolean };
  mayRecord: boolean;
  tried: boolean;
  today: string;
  accept: string;
};

/** The commission's official result beside the office's own score, and the form to enter or correct it. */
export function officialView(round: MonevRoundRow, context: OfficialContext, words: Words): OfficialView {
  const { results, mayRecord } = context;
  const [latest = null, ...earlier] = results;
  return {
    latest: latest && latestView(round, latest, context, words),
    earlier: earlier.map((one) => earlierRow(round, one, words)),
    form: mayRecord ? formView(round, latest, context, words) : null,
  };
}

/** 88,40 (Menuju Informatif). */
export const officialWords = ({ score, band }: Pick<NamedResult, 'score' | 'band'>, { t, fmt }: Words): string =>
  t('monev:index.frozen', { score: fmt.number(score / 100, 2), band });

const signed = (points: number, { fmt }: Words): string =>
  points === 0 ? fmt.number(0, 2) : `${points > 0 ? '+' : '−'}${fmt.number(Math.abs(points), 2)}`;

function latestView(
  round: MonevRoundRow,
  row: NamedResult,
  { questionnaire, own }: OfficialContext,
  words: Words,
): OfficialView['latest'] {
  const { t, fmt } = words;
  const official = officialOf(row);
  const { difference, parts, rest } = apartOf(own.score, official);
  const band = otherBand(questionnaire, official);
  return {
    facts: [
      { label: t('monev:official.score'), value: officialWords(row, words) },
      { label: t('monev:field.tanggal'), value: fmt.day(row.announced_on) },
      { label: t('monev:field.nomor'), value: row.announcement },
      ...(row.file ? [{ label: t('monev:field.pengumuman'), value: fileLink(round, row) }] : []),
      ...(row.link ? [{ label: t('monev:field.tautan_hasil'), value: linkOf(row) }] : []),
      { label: t('monev:official.recorded'), value: recordedWords(row, words) },
      ...(row.reason ? [{ label: t('monev:field.sebab'), value: row.reason }] : []),
    ],
    compared: t(own.frozen ? 'monev:official.compared' : 'monev:official.compared_draft', {
      ...{ own: fmt.number(own.score.total, 2), band: own.score.band.name },
      difference: signed(difference, words),
    }),
    warning: band && t('monev:official.other_band', { band }),
    rows: parts.map((part) => ({
      name: part.name,
      own: part.own === null ? null : fmt.number(part.own, 2),
      official: fmt.number(part.official, 2),
      difference: signed(part.difference, words),
    })),
    rest: parts.length > 0 && rest !== 0 ? t('monev:official.rest', { rest: signed(rest, words) }) : null,
  };
}

const recordedWords = ({ name, recorded_at }: NamedResult, { t, fmt }: Words): string =>
  t('monev:by', { name: name ?? '–', at: fmt.dayTime(recorded_at) });

const linkOf = ({ link }: NamedResult): Linked | null => (link === null ? null : { text: link, href: link });

const fileLink = (round: MonevRoundRow, { number, file }: NamedResult): Linked | null =>
  file && { text: file.name, href: `${roundPath(round)}/hasil/${number}/berkas` };

function earlierRow(round: MonevRoundRow, row: NamedResult, words: Words): Record<string, unknown> {
  return {
    number: words.t('monev:official.entry', { number: row.number }),
    ...{ score: officialWords(row, words), announcement: row.announcement },
    announced: words.fmt.shortDay(row.announced_on),
    file: fileLink(round, row) ?? linkOf(row),
    recorded: recordedWords(row, words),
  };
}

/** A number as it is typed: a comma for the decimals. */
const typed = (points: number): string => String(points).replace('.', ',');

function formView(
  round: MonevRoundRow,
  latest: NamedResult | null,
  { questionnaire, tried, today, accept }: OfficialContext,
  { t, fmt }: Words,
): OfficialView['form'] {
  const before = latest && officialOf(latest);
  const field = (code: string) => `bagian[${code}]`;
  return {
    ...{ action: `${roundPath(round)}/hasil/berkas`, last: latest?.number ?? 0, correction: latest !== null },
    ...{ open: tried, today, accept, longest: { announcement: LONGEST.name, reason: LONGEST_TEXT } },
    values: {
      ...(latest && before
        ? {
            ...{ nilai: typed(before.score), predikat: latest.band, tanggal: latest.announced_on },
            ...{ nomor: latest.announcement, tautan: latest.link ?? '' },
          }
        : {}),
      ...Object.fromEntries(
        Object.entries(before?.sections ?? {}).map(([code, points]) => [field(code), typed(points)]),
      ),
    },
    bands: bandsDown(questionnaire).map(({ name }) => ({ value: name, label: name, hint: null })),
    sections: questionnaire.sections.map(({ code, name, weight }) => ({
      ...{ name, field: field(code) },
      hint: t('monev:hint.bagian', { most: fmt.number(weight, 2) }),
    })),
  };
}
