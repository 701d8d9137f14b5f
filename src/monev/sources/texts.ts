import { localDay } from '../../calendar/working-days';
import { freshness } from '../../duty/clock';
import { DUTY_TEXTS, type DutyText } from '../../duty/texts';
import { finding, type Source } from '../evidence';

/** The office's own pages: there when somebody of the office wrote or confirmed them, and half so when that is too long ago. */
export const TEXT_SOURCES: readonly Source[] = DUTY_TEXTS.map((text) => ({
  code: `teks.${text.code}`,
  name: 'text',
  item: { key: `duty:text.${text.code}.title` },
  mend: { role: 'ppid', href: `/teks-layanan/${text.code}/id` },
  of: (facts) => findingOf(text, facts.texts.get(text.code) ?? null, facts),
}));

const SHARE = { never: 0, due: 0.5, fresh: 1 } as const;

function findingOf(
  { path }: DutyText,
  checkedAt: string | null,
  { today, timezone }: { today: string; timezone: string },
) {
  const checked_on = checkedAt === null ? null : localDay(checkedAt, timezone);
  const { state, due_on } = freshness(checked_on, today);
  const vars = { checked_on: checked_on ?? today, due_on: due_on ?? today };
  return finding({
    ...{ share: SHARE[state], found: { key: `text_${state}`, vars }, href: path },
    as_of: checked_on ?? today,
  });
}
