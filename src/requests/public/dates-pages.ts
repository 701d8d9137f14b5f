import type { Calendar } from '../../calendar/working-days';
import { type ExplainView, explainView as view } from '../../cases/explain-pages';
import type { Translate } from '../../i18n/catalogue';
import { type Format, formatIn } from '../../web/format';
import type { DueExplanation } from '../../workflow/deadlines';
import type { RequestFacts } from '../../workflow/facts';
import { explainedRequest } from '../explained';
import type { StoredEvent } from './timeline';

export { advisedBy, daysLeft, type ExplainView, ifCounted } from '../../cases/explain-pages';

/** A count of days in the partial's shape, for a page that has not its case's events at hand. */
export function explainView(due: DueExplanation, summary: string, t: Translate): ExplainView {
  return { ...view({ ...due }, t, formatIn('id', t, 'UTC'), { summary }), sentences: [] };
}

/** How each date that a case shows was counted: answer, extension, Perki's outer date, repair, window to object. */
export function caseExplanations({ facts, events, cal, timezone }: Shown, t: Translate, fmt: Format): ExplainView[] {
  return explainedRequest(facts, events, cal, timezone).map((due) =>
    view(due, t, fmt, { summary: t('tracking:count.of', { term: t(`workflow:term.${due.term}`) }) }),
  );
}

type Shown = { facts: RequestFacts; events: readonly StoredEvent[]; cal: Calendar; timezone: string };
