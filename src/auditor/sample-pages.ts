import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { casePage } from './areas';
import { MOST_SAMPLED, SAMPLED } from './forms';
import type { ListedSample } from './sample-queries';

export const SAMPLES = '/auditor/sampel';
type Choice = { value: string; label: string; hint: null };
type Column = { key: string; label: string; head: boolean; numeric: boolean };

export type SamplesView = {
  form: FormState;
  kinds: Choice[];
  bodies: Choice[];
  most: number;
  columns: Column[];
  rows: Record<string, unknown>[];
  pages: { next: string | null; first: string | null };
};

/** The draws so far, and the form of the next one. */
export function samplesView(
  given: {
    form: FormState;
    bodies: readonly { slug: string; name: string }[];
    samples: readonly ListedSample[];
    next: number | null;
    beyondFirst: boolean;
  },
  t: Translate,
  fmt: Format,
): SamplesView {
  return {
    form: given.form,
    kinds: SAMPLED.map((value) => ({ value, label: t(`auditor:kind.${value}`), hint: null })),
    bodies: given.bodies.map(({ slug, name }) => ({ value: slug, label: name, hint: null })),
    most: MOST_SAMPLED,
    columns: [
      column('when', t, { head: true }),
      column('set', t),
      column('drawn', t, { numeric: true }),
      column('population', t, { numeric: true }),
      column('by', t),
    ],
    rows: given.samples.map((one) => ({
      when: { text: fmt.shortDayTime(one.created_at), href: `${SAMPLES}/${one.public_id}` },
      set: setWords(one, t),
      drawn: (JSON.parse(one.picked) as string[]).length,
      population: one.population,
      by: one.drawn_by,
    })),
    pages: {
      next: given.next === null ? null : withQuery(SAMPLES, { sesudah: encodeCursor(given.next) }),
      first: given.beyondFirst ? SAMPLES : null,
    },
  };
}

const column = (key: string, t: Translate, { head = false, numeric = false } = {}): Column => ({
  ...{ key, label: t(`auditor:sample.${key}`), head, numeric },
});

const setWords = ({ case_kind, year, body_name }: ListedSample, t: Translate): string =>
  [t(`auditor:kind.${case_kind}`), String(year), ...(body_name ? [body_name] : [])].join(' · ');

export type SampleView = {
  facts: { label: string; value: unknown }[];
  cases: { number: string; href: string | null; finding: string }[];
  again: string;
  /** What drawing it once more gave; null when nobody asked. */
  same: boolean | null;
};

/** One draw with all that is needed to draw it again. */
export function sampleView(sample: ListedSample, same: boolean | null, t: Translate, fmt: Format): SampleView {
  const fact = (key: string, value: unknown) => ({ label: t(`auditor:sample.${key}`), value });
  return {
    facts: [
      fact('when', fmt.dayTime(sample.created_at)),
      fact('by', sample.drawn_by),
      fact('purpose', sample.purpose),
      fact('set', setWords(sample, t)),
      fact('population', sample.population),
      fact('upTo', String(sample.up_to)),
      fact('seed', sample.seed),
    ],
    cases: (JSON.parse(sample.picked) as string[]).map((number) => ({
      ...{ number, href: casePage('auditor', sample.case_kind, number) },
      finding: withQuery('/auditor/temuan/baru', { kasus: number }),
    })),
    again: `${SAMPLES}/${sample.public_id}?periksa=1`,
    same,
  };
}
