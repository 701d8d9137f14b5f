import { localDay } from '../calendar/working-days';
import type { Language, Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import { type Freshness, freshness } from './clock';
import { LONGEST_NOTE, LONGEST_TEXT } from './forms';
import { htmlOf } from './markdown';
import { fillMarks, MARKS, type Marks } from './marks';
import type { TextEntry, TextVersion } from './queries';
import type { PublishedReport } from './reports-queries';
import { DUTY_TEXTS, type DutyText } from './texts';

export type World = { t: Translate; fmt: Format; today: string; timezone: string };

/** A text as it is read: `body` with its marks still in it, `written_at` null while the office has written none. */
export type Reading = { body: string; written_at: string | null; version: number | null };

export type DutyPageView = {
  title: string;
  article: string;
  html: string;
  changed: string | null;
  /** Set on a page that is not the present one. */
  past: { notice: string; href: string } | null;
  /** Set where the Indonesian words are newer than these. */
  behind: boolean;
  edit: string | null;
  /** Every version, the newest first, while there is more than one. */
  versions: { label: string; day: string; href: string; shown: boolean }[];
  reports: { rows: Record<string, unknown>[] } | null;
  parent: { label: string; href: string } | null;
};

type Shown = {
  past: boolean;
  behind: boolean;
  editor: boolean;
  lang: Language;
  reports: PublishedReport[] | null;
  versions: readonly Pick<TextVersion, 'version' | 'made_at'>[];
};

/** One of the pages, as anyone reads it. */
export function dutyPageView(
  text: DutyText,
  reading: Reading,
  marks: Marks,
  { past, behind, editor, lang, reports, versions }: Shown,
  { t, fmt }: World,
): DutyPageView {
  const when = reading.written_at && fmt.dayOf(reading.written_at);
  const inStandards = text.path.startsWith('/standar-layanan/');
  return {
    title: titleOf(text, t),
    article: t('duty:page.article', { article: text.article }),
    html: htmlOf(fillMarks(reading.body, marks)),
    changed: when && !past ? t('duty:page.changed', { day: when, version: reading.version ?? 0 }) : null,
    past: past
      ? { notice: t('duty:page.past', { version: reading.version ?? 0, day: when ?? '' }), href: text.path }
      : null,
    behind,
    edit: editor ? editPath(text, lang) : null,
    versions:
      versions.length < 2
        ? []
        : versions.map(({ version, made_at }, i) => ({
            label: t('duty:desk.version', { version }),
            day: fmt.dayOf(made_at),
            href: i === 0 ? text.path : `${text.path}?versi=${version}`,
            shown: version === reading.version,
          })),
    reports: reports && {
      rows: reports.map(({ slug, title, year, published_at, body }) => ({
        title: { text: title, href: `/informasi/${slug}` },
        body,
        year: year === null ? null : String(year),
        published: fmt.dayOf(published_at),
      })),
    },
    parent: inStandards ? { label: t('duty:index.title'), href: '/standar-layanan' } : null,
  };
}

export type DutyIndexView = { groups: { name: string; items: { title: string; lead: string; href: string }[] }[] };

/** `/standar-layanan`: every page there is, by what it is for. */
export function dutyIndexView(t: Translate): DutyIndexView {
  const item = (title: string, lead: string, href: string) => ({ title, lead, href });
  return {
    groups: (['promise', 'procedure', 'standard', 'office'] as const).map((group) => ({
      name: t(`duty:group.${group}`),
      items: [
        ...DUTY_TEXTS.filter((text) => text.group === group).map((text) =>
          item(titleOf(text, t), t(`duty:text.${text.code}.lead`), text.path),
        ),
        ...(group === 'procedure'
          ? [item(t('duty:forms.title'), t('duty:forms.lead'), '/standar-layanan/formulir')]
          : []),
      ],
    })),
  };
}

export type DeskTextsView = { due: number; rows: Record<string, unknown>[] };

/** `/teks-layanan`: each text, when it was looked at last and by when it must be looked at again. */
export function deskTextsView(checked: ReadonlyMap<string, string>, { t, fmt, today, timezone }: World): DeskTextsView {
  const lines = DUTY_TEXTS.map((text) => {
    const at = checked.get(text.code) ?? null;
    return { text, at, fresh: freshness(at && localDay(at, timezone), today) };
  });
  return {
    due: lines.filter(({ fresh }) => fresh.state !== 'fresh').length,
    rows: lines.map(({ text, at, fresh }) => ({
      title: { text: titleOf(text, t), href: editPath(text, 'id') },
      article: text.article,
      checked: at === null ? null : fmt.dayOf(at),
      state: { status: stateOf(fresh, t) },
      due: fresh.due_on === null ? null : { date: fresh.due_on },
      english: { text: t('duty:desk.english'), href: editPath(text, 'en') },
    })),
  };
}

export type EditTextView = {
  form: FormState;
  action: string;
  confirm: string;
  /** Where the present words are read. */
  page: string;
  article: string;
  most: { text: number; note: number };
  version: number;
  first: boolean;
  marks: string;
  state: { label: string; tone: string };
  due: string | null;
  preview: string | null;
  history: Record<string, unknown>[];
};

type Editing = {
  lang: Language;
  body: string;
  version: number;
  checkedAt: string | null;
  history: readonly TextEntry[];
  form: FormState | null;
  preview: string | null;
};

/** One text in one language, to be changed or found right. */
export function editTextView(text: DutyText, given: Editing, marks: Marks, world: World): EditTextView {
  const { t, fmt, today, timezone } = world;
  const fresh = freshness(given.checkedAt && localDay(given.checkedAt, timezone), today);
  const path = editPath(text, given.lang);
  return {
    form: given.form ?? blankForm({ body: given.body }),
    action: path,
    confirm: `${path}/benar`,
    page: text.path,
    article: text.article,
    most: { text: LONGEST_TEXT, note: LONGEST_NOTE },
    version: given.version,
    first: given.version === 0,
    marks: MARKS.map((name) => `{{${name}}}`).join(' '),
    state: stateOf(fresh, t),
    due: fresh.due_on && fmt.day(fresh.due_on),
    preview: given.preview === null ? null : htmlOf(fillMarks(given.preview, marks)),
    history: given.history.map((entry) => ({
      at: fmt.shortDayTime(entry.made_at),
      what:
        entry.body === null
          ? t('duty:desk.found_right')
          : { text: t('duty:desk.version', { version: entry.version }), href: `${text.path}?versi=${entry.version}` },
      note: entry.note,
      who: entry.made_by_name,
    })),
  };
}

export const titleOf = ({ code }: DutyText, t: Translate): string => t(`duty:text.${code}.title`);

const editPath = ({ code }: DutyText, lang: Language): string => `/teks-layanan/${code}/${lang}`;

const TONES = { never: 'progress', due: 'bad', fresh: 'good' } as const;

const stateOf = ({ state }: Freshness, t: Translate) => ({ label: t(`duty:state.${state}`), tone: TONES[state] });
