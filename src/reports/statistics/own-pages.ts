import type { FreshnessPanel } from '../../catalogue/freshness-door';
import type { FormState } from '../../web/forms';
import { withQuery } from '../../web/pagination';
import { questionQuery } from './address';
import type { Question } from './figures';
import type { Words } from './labels';
import { NO_PARTS, nowWords, type Parts, type StatisticsView, sourceOptions, yearOptions } from './pages';

type Option = { value: string; label: string };

export type OwnStatisticsView = Parts & {
  form: FormState;
  years: Option[];
  sources: Option[];
  /** The bodies that the reader works for; null where it is one. */
  bodies: Option[] | null;
  today: string;
  fault: StatisticsView['fault'];
  lead: string;
  fresh: FreshnessPanel | null;
  freshNow: string | null;
  all: string;
};

export type OwnGiven = {
  form: FormState;
  body: { slug: string; name: string };
  bodies: readonly { slug: string; name: string }[];
  years: readonly number[];
  today: string;
  fault: string | null;
  fresh: FreshnessPanel | null;
};

/** `/opd/statistik`: what is said of every body together, of the reader's own alone. */
export function ownStatisticsView(
  shown: { question: Question; parts: Parts } | null,
  { form, body, bodies, years, today, fault, fresh }: OwnGiven,
  { t, fmt }: Pick<Words, 't' | 'fmt'>,
): OwnStatisticsView {
  return {
    ...{ form, years: yearOptions(years, form), sources: sourceOptions(t, form), today, fault, fresh },
    freshNow: nowWords(shown?.question.asOf, { today, fmt }, t),
    bodies: bodies.length > 1 ? bodies.map(({ slug, name }) => ({ value: slug, label: name })) : null,
    lead: t('statistics:own.lead', { body: body.name }),
    ...(shown?.parts ?? NO_PARTS),
    all: withQuery('/statistik', shown ? questionQuery(shown.question) : {}),
  };
}
