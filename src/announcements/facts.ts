import type { AnnouncementRow } from '../db/tables/announcements';
import { LETTERS, readStandard, type Standard } from './standard';

/** What an officer says in an announcement. */
export type AnnouncementFacts = {
  subkind: string;
  title: string;
  happening: string;
  standard: Standard;
  pictureAlt: string | null;
  fromAt: string;
  untilAt: string | null;
};

/** The columns of the facts. */
export function columnsOf(facts: AnnouncementFacts) {
  return {
    subkind: facts.subkind,
    title: facts.title,
    happening: facts.happening,
    standard: JSON.stringify(facts.standard),
    picture_alt: facts.pictureAlt,
    from_at: facts.fromAt,
    until_at: facts.untilAt,
  };
}

type Columns = ReturnType<typeof columnsOf>;
type Told = Pick<AnnouncementRow, keyof Columns>;

/** Old and new value of all that differs, item by item of the standard; null when nothing does. */
export function announcementChanges(before: Told | null, after: Columns): Record<string, [unknown, unknown]> | null {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [name, value] of Object.entries(after)) {
    const old = before?.[name as keyof Columns] ?? null;
    if (name !== 'standard' && old !== value) changes[name] = [old, value];
  }
  const [was, is] = [before && readStandard(before.standard), readStandard(after.standard)];
  for (const letter of LETTERS) {
    if ((was?.[letter] ?? null) !== is[letter]) changes[`standard.${letter}`] = [was?.[letter] ?? null, is[letter]];
  }
  return Object.keys(changes).length === 0 ? null : changes;
}

/** The summary of the announcement's item in the catalogue: what happened, then what to do. */
export function summaryOf({ happening, standard }: Pick<AnnouncementFacts, 'happening' | 'standard'>): string {
  return [happening, standard.d].filter(Boolean).join('\n\n').slice(0, 5000);
}
