import type { ChangedDay } from '../calendar/change';
import type { CalendarMovedCaseRow } from '../db/tables/holidays';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { withQuery } from '../web/pagination';
import { fieldWords } from './fields';
import type { ChangeWithName } from './queries';
import { kindWords, stateStatus } from './words';
import { changeWords, PATH } from './year-pages';

type Pages = { next: string | null; first: string | null };

export type ChangesView = {
  changes: {
    what: string;
    href: string;
    at: string;
    by: string | null;
    decree: string;
    status: { label: string; tone: string };
    moved: number;
  }[];
  pages: Pages;
};

/** Every change of the calendar, the newest first. `rows` has one more than `size` when another page follows. */
export function changesView(
  t: Translate,
  fmt: Format,
  given: { rows: readonly ChangeWithName[]; size: number; paged: boolean },
): ChangesView {
  const { rows, size, paged } = given;
  const shown = rows.slice(0, size);
  const path = `${PATH}/perubahan`;
  return {
    changes: shown.map((row) => ({
      what: changeWords(t, row),
      href: `${path}/${row.public_id}`,
      at: fmt.shortDayTime(row.made_at),
      by: row.made_by_name,
      decree: row.decree,
      status: stateStatus(t, row.state),
      moved: row.moved,
    })),
    pages: {
      next: rows.length > size ? withQuery(path, { sesudah: shown.at(-1)?.id }) : null,
      first: paged ? path : null,
    },
  };
}

export type ChangeView = {
  title: string;
  status: { label: string; tone: string };
  /** What the state means, and what happens next. */
  progress: string;
  stalled: string | null;
  finished: boolean;
  here: string;
  facts: { label: string; value: string | number | null }[];
  days: { date: string; what: string; kind: string; name: string }[];
  moved: { number: string; field: string; old: string; new: string }[];
  pages: Pages;
};

/** One change: what it was, how far its move is, and every date that it moved. */
export function changeView(
  t: Translate,
  fmt: Format,
  given: { row: ChangeWithName; rows: readonly CalendarMovedCaseRow[]; size: number; paged: boolean },
): ChangeView {
  const { row, rows, size, paged } = given;
  const here = `${PATH}/perubahan/${row.public_id}`;
  const shown = rows.slice(0, size);
  const days: ChangedDay[] = JSON.parse(row.dates);
  const at = (instant: string | null) => (instant === null ? null : fmt.dayTime(instant));
  const counts = { seen: fmt.number(row.seen), moved: fmt.number(row.moved) };
  return {
    title: changeWords(t, row),
    status: stateStatus(t, row.state),
    progress: t(`holidays:progress.${row.began_at === null ? 'waiting' : row.state}`, counts),
    stalled: row.stalled_at === null ? null : t('holidays:progress.stalled', { at: fmt.dayTime(row.stalled_at) }),
    finished: row.state === 'done',
    here,
    facts: [
      { label: t('holidays:field.decree'), value: row.decree },
      { label: t('holidays:field.reason'), value: row.reason },
      { label: t('holidays:change.by'), value: row.made_by_name },
      { label: t('holidays:change.madeAt'), value: at(row.made_at) },
      { label: t('holidays:change.span'), value: `${fmt.shortDay(row.from_date)} – ${fmt.shortDay(row.to_date)}` },
      { label: t('holidays:change.version'), value: row.version },
      { label: t('holidays:change.seen'), value: row.seen },
      { label: t('holidays:change.moved'), value: row.moved },
      { label: t('holidays:change.finishedAt'), value: at(row.finished_at) },
    ],
    days: days.map(({ date, kind, name, change }) => ({
      date,
      what: t(`holidays:preview.${change}`),
      kind: kindWords(t, kind),
      name,
    })),
    moved: shown.map((one) => ({
      number: one.number,
      field: fieldWords(t, one.case_kind, one.field),
      old: one.old_on,
      new: one.new_on,
    })),
    pages: {
      next: rows.length > size ? withQuery(here, { sesudah: shown.at(-1)?.id }) : null,
      first: paged ? here : null,
    },
  };
}
