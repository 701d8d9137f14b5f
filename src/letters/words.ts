import type { Translate } from '../i18n/catalogue';
import { type Format, formatIn } from '../web/format';
import type { LetterFacts, LetterSection } from './facts';

/** The few ways a letter puts things into words, in its own language. */
export type Words = {
  /** Text of a key of the letters' catalogue, `letters:` left out. */
  t: Translate;
  /** Text of a key of any catalogue, such as the words of the workflow. */
  say: Translate;
  /** `2026-12-29` -> "Selasa, 29 Desember 2026". */
  day(date: string): string;
  /** `2026-12-29` -> "Desember 2026". */
  month(date: string): string;
  /** Whole rupiah -> "Rp1.500". */
  rupiah(amount: number): string;
};

/** A translator that finds its keys in the letters' catalogue. */
export function letterWords(t: Translate): Translate {
  return (key, vars) => t(`letters:${key}`, vars);
}

/** Words in the language of `facts`, which must be the language of `t`. Dates are dates everywhere: no zone is needed. */
export function wordsIn(facts: Pick<LetterFacts, 'language'>, t: Translate): Words {
  return wordsFrom(t, formatIn(facts.language, t, 'UTC'));
}

/** The same for a page, which has its own way to write dates. */
export function wordsFrom(t: Translate, format: Format): Words {
  return {
    t: letterWords(t),
    say: t,
    day: format.day,
    month: format.month,
    rupiah: (amount) => `Rp${format.number(amount, 0)}`,
  };
}

/** A typed text as paragraphs: every line break that a person made stays one. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Leaves out what is null, so that sections read as one list. */
export function present<T>(items: readonly (T | null | undefined | false)[]): T[] {
  return items.filter((item): item is T => item !== null && item !== undefined && item !== false);
}

/** A row of a letter, or null when there is nothing to say. */
export function row(label: string, value: string | null | undefined): [string, string] | null {
  return value ? [label, value] : null;
}

/** What a kind of letter cannot be written without; a caller that leaves it out is a bug. */
export function needed<T>(value: T | null | undefined, kind: string, name: string): T {
  if (value === null || value === undefined) throw new Error(`A letter of kind ${kind} needs ${name}`);
  return value;
}

/** One kind of letter: its sections, from the facts. */
export type SectionsOf = (facts: LetterFacts, words: Words) => LetterSection[];
