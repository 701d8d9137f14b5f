import { JOINING_WORDS, type SearchWord } from '../words';
import { stemOf } from './stems';

/** A piece of a passage; `marked` is what was looked for. The page escapes each piece by itself. */
export type Piece = { text: string; marked: boolean };

/** What makes a word of a text a hit. */
export type Sought = { stems: ReadonlySet<string>; words: ReadonlySet<string>; beginning: string | null };

const LONGEST = 220;

/** What to mark for a search, abbreviations and what they stand for among it when they are given as `more`. */
export function soughtFor(words: readonly SearchWord[], more: readonly string[] = []): Sought {
  const loose = words.filter(({ text, phrase }) => !phrase && (!JOINING_WORDS.has(text) || words.length === 1));
  return {
    stems: new Set([...loose.map(({ text }) => stemOf(text)), ...more]),
    words: new Set(words.flatMap(({ phrase }) => phrase ?? [])),
    beginning: loose.find(({ prefix }) => prefix)?.text ?? null,
  };
}

const isHit = (word: string, { stems, words, beginning }: Sought): boolean =>
  words.has(word) ||
  stems.has(stemOf(word)) ||
  (beginning !== null && beginning.length > 1 && word.startsWith(beginning));

/** The text in pieces, its hits marked; nothing is left out. */
export function marked(text: string, sought: Sought): Piece[] {
  const pieces: Piece[] = [];
  const add = (piece: string, isMarked: boolean) => {
    const last = pieces.at(-1);
    if (last && last.marked === isMarked) last.text += piece;
    else if (piece) pieces.push({ text: piece, marked: isMarked });
  };
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{Nd}]+/gu)) {
    add(text.slice(end, index), false);
    add(word, isHit(word.toLowerCase(), sought));
    end = index + word.length;
  }
  add(text.slice(end), false);
  return pieces;
}

/** The part of a text that holds the most different hits, about 220 characters, with the hits marked; null without one. */
export function passage(text: string, sought: Sought): Piece[] | null {
  const plain = text.replace(/\s+/g, ' ').trim();
  const hits = [...plain.matchAll(/[\p{L}\p{Nd}]+/gu)].flatMap(({ 0: word, index }) =>
    isHit(word.toLowerCase(), sought) ? [{ at: index, stem: stemOf(word.toLowerCase()) }] : [],
  );
  if (hits.length === 0) return null;
  let best = { at: hits[0]?.at ?? 0, different: 0 };
  for (const { at } of hits) {
    const within = hits.filter((hit) => hit.at >= at && hit.at < at + LONGEST - 40);
    const different = new Set(within.map(({ stem }) => stem)).size;
    if (different > best.different) best = { at, different };
  }
  return marked(cutAround(plain, best.at), sought);
}

/** The beginning of a text, cut at a word. */
export function beginningOf(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST).replace(/\s\S*$/, '')}…`;
}

function cutAround(text: string, at: number): string {
  if (text.length <= LONGEST) return text;
  const from = at <= 40 ? 0 : text.indexOf(' ', at - 40) + 1;
  const start = Math.min(from, at);
  const piece = text.slice(start, start + LONGEST);
  const end = start + LONGEST < text.length ? `${piece.replace(/\s\S*$/, '')}…` : piece;
  return start > 0 ? `…${end}` : end;
}
