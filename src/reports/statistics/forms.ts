import { z } from 'zod';
import { isDate } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import type { FormResult } from '../../web/forms';
import type { Question } from './figures';

/** Before the law came into force (30 April 2010) nobody had to count anything; registers of earlier years exist all the same. */
const FIRST_YEAR = 2000;

/** Names of the three questions in an address: in the API, and on pages. */
type Names = { year: string; asOf: string; source: string; sources: Readonly<Record<string, Question['source']>> };

export const API_NAMES: Names = {
  ...{ year: 'year', asOf: 'as_of', source: 'source' },
  sources: { live: 'live', imported: 'imported' },
};

export const PAGE_NAMES: Names = {
  ...{ year: 'tahun', asOf: 'per', source: 'sumber' },
  sources: { portal: 'live', impor: 'imported' },
};

/** Names of an address that a link gets on its way through other sites, and that ask nothing. */
const ON_THE_WAY = /^(utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid|_ga)$/;

/** Names in a query that ask for something else than these questions: to pass over them would be to answer another one. */
export const strangeNames = (query: Record<string, unknown>, { year, asOf, source }: Names): string[] =>
  Object.keys(query)
    .filter((name) => ![year, asOf, source].includes(name) && !ON_THE_WAY.test(name))
    .map((name) => name.slice(0, 40))
    .slice(0, 5);

export const knownNames = ({ year, asOf, source }: Names): string => [year, asOf, source].join(', ');

/** What an interface for programs refuses of a query, each with its sentence: values that are wrong, names it does not know. */
export function refusedFields(
  parsed: FormResult<Question>,
  query: Record<string, unknown>,
  names: Names,
  t: Translate,
): { field: string; message: string }[] {
  const wrong = Object.entries(parsed.form.errors).map(([field, message]) => ({ field, message }));
  const message = t('statistics:form.strange', { known: knownNames(names) });
  return [...wrong, ...strangeNames(query, names).map((field) => ({ field, message }))];
}

/** Which year, as of which day, of which source. Today is the default; no day to come, no year that has not begun. */
export function questionForm({ year, asOf, source, sources }: Names, today: string) {
  const thisYear = Number(today.slice(0, 4));
  const params = { first: String(FIRST_YEAR), last: String(thisYear) };
  const yearText = z.string().superRefine((text, check) => {
    const value = Number(text);
    if (/^\d{4}$/.test(text) && value >= FIRST_YEAR && value <= thisYear) return;
    check.addIssue({ code: 'custom', message: 'statistics:form.year', params });
  });
  const dayText = z.string().superRefine((text, check) => {
    if (!isDate(text)) check.addIssue({ code: 'custom', message: 'web:form.day' });
    else if (text > today) check.addIssue({ code: 'custom', message: 'statistics:form.future' });
    else if (Number(text.slice(0, 4)) < FIRST_YEAR)
      check.addIssue({ code: 'custom', message: 'statistics:form.year', params });
  });
  const sourceText = z.string().superRefine((text, check) => {
    if (text in sources) return;
    check.addIssue({
      code: 'custom',
      message: 'statistics:form.source',
      params: { known: Object.keys(sources).join(', ') },
    });
  });
  // An empty field of a form asks for nothing.
  const maybe = (schema: z.ZodType<string>) =>
    z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
  return z
    .object({ [year]: maybe(yearText), [asOf]: maybe(dayText), [source]: maybe(sourceText) })
    .transform((given): Question => {
      const said = given as Record<string, string | undefined>;
      return {
        year: Number(said[year] ?? thisYear),
        asOf: said[asOf] ?? today,
        source: sources[said[source] ?? ''] ?? null,
      };
    });
}
