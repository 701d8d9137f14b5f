import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { DueExplanation } from '../../workflow/deadlines';
import { termOf } from '../../workflow/terms';

/** The kit's fold that shows how a date was counted. */
export type ExplainView = {
  trigger: { label: string; on: string };
  days: number;
  article: string;
  due: string;
  skipped: DueExplanation['skipped'];
  summary: string;
  open: boolean;
};

/** How one term was counted, in words. `key` names the summary under `desk:explain`. */
export function explainView(
  one: DueExplanation,
  t: Translate,
  fmt: Format,
  { open = false, key = 'how' }: { open?: boolean; key?: string } = {},
): ExplainView {
  const term = termOf(one.term);
  return {
    trigger: { label: t(`workflow:trigger.${term.trigger}`), on: one.from },
    days: one.days,
    article: one.article,
    due: one.due_on,
    skipped: one.skipped,
    summary: t(`desk:explain.${key}`, { term: t(`workflow:term.${one.term}`), day: fmt.day(one.due_on) }),
    open,
  };
}
