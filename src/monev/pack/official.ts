import { officialWords } from '../official-pages';
import { officialOf } from '../result';
import type { NamedResult } from '../result-queries';
import type { Words } from '../words';

/** What the commission announced, in one line; null while nothing was entered. */
export function officialLine([latest]: readonly NamedResult[], words: Words): string | null {
  if (!latest) return null;
  const { announced_on, announcement } = latest;
  const said = { result: officialWords(latest, words), day: words.fmt.day(announced_on), announcement };
  return words.t('monev:pack.official', said);
}

/** `hasil-resmi.json`: every entry, the newest first, which holds. Which officer entered it is the office's own matter. */
export const officialsJson = (results: readonly NamedResult[]): string =>
  `${JSON.stringify(
    results.map((row) => ({
      ...{ number: row.number, ...officialOf(row), announced_on: row.announced_on, announcement: row.announcement },
      ...{ link: row.link, reason: row.reason, recorded_at: row.recorded_at },
      file: row.file && { name: row.file.name, sha256: row.file.sha256 },
    })),
    null,
    2,
  )}\n`;
