import type { LikelyRow } from '../../catalogue/overview-queries';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { type Draft, keptUntil, type Question } from './draft';
import { PAGE, type StepsView, stepsView } from './frame';

export type SuggestionView = { title: string; href: string; meta: string };
export type SimilarView = { steps: StepsView; items: SuggestionView[]; next: string; back: string };

/** Published items that may be what is looked for. */
export function similarView(rows: readonly LikelyRow[], t: Translate): SimilarView {
  return { steps: stepsView('what', t), items: suggestions(rows), next: PAGE.who, back: PAGE.what };
}

/** Likely documents as links. */
export function suggestions(rows: readonly LikelyRow[]): SuggestionView[] {
  return rows.map((row) => ({
    title: row.title,
    href: `/informasi/${row.slug}`,
    meta: [row.body_name, row.year].filter(Boolean).join(' · '),
  }));
}

/**
 * Those of the rows that share enough with what is looked for: two telling words, or the only one there is. One common
 * word such as "laporan" is no reason to stop anybody.
 */
export function relevant(rows: readonly LikelyRow[], words: readonly string[], most: number): LikelyRow[] {
  const enough = Math.min(2, words.length);
  const shared = (title: string) => {
    const own = new Set(title.toLowerCase().split(/[^\p{L}\p{Nd}]+/u));
    return words.filter((word) => own.has(word)).length;
  };
  return rows.filter((row) => shared(row.title) >= enough).slice(0, most);
}

export type ResumeView = { excerpt: string | null; saved: string; keptUntil: string; next: string; details: string };

/** The draft this browser began earlier. `details` is what a new one would begin with. */
export function resumeView(draft: Draft, open: Question | null, details: string, fmt: Format): ResumeView {
  const typed = draft.content.typed.what?.details;
  const text = typeof typed === 'string' ? typed.replace(/\s+/g, ' ') : '';
  return {
    excerpt: text ? (text.length > 160 ? `${text.slice(0, 160).replace(/\s\S*$/, '')}…` : text) : null,
    saved: fmt.dayTime(draft.updatedAt),
    keptUntil: fmt.dayOf(keptUntil(draft)),
    next: PAGE[open ?? 'check'],
    details,
  };
}
