import { subkindsOf } from '../catalogue/subkinds';
import type { AnnouncementUpdateRow } from '../db/tables/announcements';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { eventsOf, spanWords, statusOf } from './pages';
import type { Announcement, MadePlace } from './queries';
import { LETTERS, missingItems, readStandard } from './standard';
import { standingAt } from './standing';

type Option = { value: string; label: string; hint: string | null };

export type DeskListView = {
  rows: Record<string, unknown>[];
  pagination: { next: string | null; first: string | null };
};

/** `/opd/peringatan`: the announcements one may write. */
export function deskListView(
  found: { rows: readonly Announcement[]; next: MadePlace | null; beyondFirst: boolean; now: string },
  t: Translate,
  fmt: Format,
): DeskListView {
  return {
    rows: found.rows.map((row) => ({
      title: { text: row.title, href: `/opd/peringatan/${row.public_id}` },
      status: { status: statusOf(row, found.now, t) },
      body: row.body_name,
      span: spanWords(row, t, fmt),
    })),
    pagination: {
      next: found.next ? withQuery('/opd/peringatan', { sesudah: encodeCursor(found.next) }) : null,
      first: found.beyondFirst ? '/opd/peringatan' : null,
    },
  };
}

/** What both forms show. `items`: the letters of the standard beside what to do, which stands on the short form. */
type FieldsView = { kinds: Option[]; items: { letter: string; label: string; article: string; hint: string }[] };

function fieldsView(t: Translate): FieldsView {
  return {
    kinds: subkindsOf('serta-merta').map(({ code }) => ({
      value: code,
      label: t(`catalogue:subkind.${code}`),
      hint: null,
    })),
    items: LETTERS.filter((letter) => letter !== 'd').map((letter) => ({
      letter,
      label: t(`announcements:standard.${letter}`),
      article: t('announcements:form.article', { letter }),
      hint: t(`announcements:standardHint.${letter}`),
    })),
  };
}

export type NewView = FieldsView & {
  form: FormState;
  key: string;
  bodies: Option[];
  fileHint: string;
  accept: string;
  /** True where a fault lies in the fold, which then stands open. */
  open: boolean;
};

const SHORT = new Set(['subkind', 'title', 'happening', 'standard[d]', 'body', 'form', 'key']);
const beyondShort = (form: FormState): boolean => Object.keys(form.errors).some((name) => !SHORT.has(name));

/** `/opd/peringatan/baru`: four things to say, and a fold with what may follow later. */
export function newView(
  form: FormState,
  given: { key: string; bodies: readonly { slug: string; name: string }[]; fileHint: string; accept: string },
  t: Translate,
): NewView {
  const bodies = given.bodies.map(({ slug, name }) => ({ value: slug, label: name, hint: null }));
  return { ...fieldsView(t), form, ...given, bodies, open: beyondShort(form) };
}

export type EditView = FieldsView & {
  form: FormState;
  action: string;
  publicHref: string;
  documentHref: string | null;
  title: string;
  status: ReturnType<typeof statusOf>;
  span: string;
  body: string;
  version: number;
  key: string;
  /** Why it can be changed no more: over, or closed with its exempt item. */
  over: string | null;
  missing: string[];
  mail: string;
  events: ReturnType<typeof eventsOf>;
  /** The fold whose form was refused stands open. */
  openEdit: boolean;
  openEnd: boolean;
};

type Shown = {
  form: FormState;
  key: string;
  now: string;
  updates: readonly AnnouncementUpdateRow[];
  mailed: { going: number; told: number };
};

/** `/opd/peringatan/{id}`: what was announced, what has developed, what is missing, and the end. */
export function editView(row: Announcement, shown: Shown, t: Translate, fmt: Format): EditView {
  const { form, key, now, updates, mailed } = shown;
  const wrong = Object.keys(form.errors);
  const count = mailed.told;
  return {
    ...fieldsView(t),
    form,
    key,
    action: `/opd/peringatan/${row.public_id}`,
    publicHref: `/peringatan/${row.public_id}`,
    documentHref: row.document_public_id && `/opd/informasi/${row.document_public_id}`,
    title: row.title,
    status: statusOf(row, now, t),
    span: spanWords(row, t, fmt),
    body: row.body_name,
    version: row.version,
    over:
      row.withdrawn_at !== null
        ? t('announcements:edit.withdrawn', { when: fmt.dayTime(row.withdrawn_at) })
        : standingAt(row, now) === 'over'
          ? t('announcements:edit.over')
          : null,
    missing: missingItems(readStandard(row.standard)).map((letter) => t(`announcements:standard.${letter}`)),
    mail: t(mailed.going > 0 ? 'announcements:edit.mailGoing' : 'announcements:edit.mailDone', {
      count,
      number: fmt.number(count),
    }),
    events: eventsOf(row, updates, now, t, fmt),
    openEdit: wrong.some((name) => name !== 'text' && name !== 'mail' && name !== 'reason' && name !== 'form'),
    openEnd: wrong.includes('reason'),
  };
}

/** The fields of the form for changing, filled with what is stored. */
export function factValues(
  row: Announcement,
  fmtDay: (instant: string) => { on: string; time: string },
): Record<string, string> {
  const standard = readStandard(row.standard);
  const from = fmtDay(row.from_at);
  const until = row.until_at ? fmtDay(row.until_at) : { on: '', time: '' };
  return {
    ...{ subkind: row.subkind, title: row.title, happening: row.happening, picture_alt: row.picture_alt ?? '' },
    ...{ from_on: from.on, from_time: from.time, until_on: until.on, until_time: until.time },
    ...Object.fromEntries(LETTERS.map((letter) => [`standard[${letter}]`, standard[letter] ?? ''])),
    ...{ text: '', mail: 'ya', reason: '' },
  };
}
