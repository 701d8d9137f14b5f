import type { HolidayRow } from '../db/tables/calendar';
import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormState } from '../web/forms';
import { CERTAINTIES, DAY_KINDS } from './forms';
import { PATH } from './year-pages';

type Options = { value: string; label: string; hint?: string }[];

export type DayFormView = {
  form: FormState;
  title: string;
  year: string;
  back: string;
  action: string;
  kinds: Options;
  /** The year's own ends, for the date field. */
  first: string;
  last: string;
  /** The day as it stands, when it is changed and not added. */
  entry: { date: string; name: string; kind: string; decree: string | null; removeHref: string } | null;
};

/** The form that adds a day, or changes one that stands. */
export function dayFormView(
  t: Translate,
  year: number,
  { form, entry = null }: { form?: FormState; entry?: HolidayRow | null },
): DayFormView {
  const back = `${PATH}/${year}`;
  const own = entry && `${back}/hari/${entry.id}`;
  const stored: Record<string, string> = entry ? { tanggal: entry.date, jenis: entry.kind, nama: entry.name } : {};
  return {
    form: form ?? blankForm(stored),
    title: entry
      ? t('holidays:day.editTitle', { name: entry.name })
      : t('holidays:day.addTitle', { year: String(year) }),
    year: String(year),
    back,
    action: own ?? `${back}/tambah`,
    kinds: DAY_KINDS.map((kind) => ({
      value: kind,
      label: t(`holidays:kind.${kind}`),
      hint: t(`holidays:kindHint.${kind}`),
    })),
    first: `${year}-01-01`,
    last: `${year}-12-31`,
    entry: entry && {
      date: entry.date,
      name: entry.name,
      kind: t(`holidays:kind.${entry.kind}`),
      decree: entry.decree,
      removeHref: `${own}/hapus`,
    },
  };
}

export type RemoveView = {
  form: FormState;
  year: string;
  back: string;
  action: string;
  date: string;
  name: string;
  kind: string;
};

/** The form that takes a day out of the calendar. */
export function removeView(t: Translate, year: number, entry: HolidayRow, form?: FormState): RemoveView {
  const back = `${PATH}/${year}`;
  return {
    form: form ?? blankForm(),
    year: String(year),
    back,
    action: `${back}/hari/${entry.id}/hapus`,
    date: entry.date,
    name: entry.name,
    kind: t(`holidays:kind.${entry.kind}`),
  };
}

export type MarkView = { form: FormState; year: string; back: string; action: string; certainties: Options };

/** The form that gives a year its decree and says whether it is certain. */
export function markView(
  t: Translate,
  { year, decree, confidence }: { year: number; decree: string; confidence: string },
  form?: FormState,
): MarkView {
  const kepastian = confidence === 'provisional' ? 'provisional' : 'high';
  return {
    form: form ?? blankForm({ kepastian, keputusan: decree }),
    year: String(year),
    back: `${PATH}/${year}`,
    action: `${PATH}/${year}/keputusan`,
    certainties: certaintyOptions(t),
  };
}

export const certaintyOptions = (t: Translate): Options =>
  CERTAINTIES.map((value) => ({
    value,
    label: t(`holidays:certainty.${value}`),
    hint: t(`holidays:certaintyHint.${value}`),
  }));
