import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { withQuery } from '../web/pagination';
import { ADDRESSEES, type CaseName, CLOCKS, type ClockName, ONE_UP, type Rung } from '../workflow/escalations';
import { DEFAULT_LADDER } from '../workflow/ladder';
import { CASE_NAMES, changesBetween, silencedClocks } from '../workflow/ladder-changes';
import type { Vacancies, VersionEntry } from './queries';
import { addresseeWords, clockWords, isLetter, messageWords, PATH, stepWords, timeWords } from './words';

type Status = { label: string; tone: string };
export type RungLine = { when: string; to: string[]; message: string; letter: boolean; step: string; href: string };
export type ClockView = { title: string; rungs: RungLine[]; add: string };
export type KindView = { title: string; id: string; clocks: ClockView[] };

/** The rungs of a ladder, kind by kind and clock by clock. */
export function kindViews(t: Translate, ladder: readonly Rung[]): KindView[] {
  return CASE_NAMES.map((name) => ({
    title: t(`ladder:kind.${name}`),
    id: name,
    clocks: (CLOCKS[name] as readonly ClockName[]).map((clock) => ({
      title: heading(clockWords(t, name, clock)),
      add: withQuery(`${PATH}/tambah`, { jam: `${name}.${clock}` }),
      rungs: ladder.filter((rung) => rung.case === name && rung.clock === clock).map((rung) => lineOf(t, rung)),
    })),
  }));
}

const heading = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function lineOf(t: Translate, rung: Rung): RungLine {
  return {
    when: timeWords(t, rung.at),
    to: rung.to.map((to) => addresseeWords(t, to)),
    message: messageWords(t, rung.letter),
    letter: rung.to.includes('requester') && isLetter(rung.letter),
    step: stepWords(t, rung.step),
    href: `${PATH}/langkah/${rung.case}/${rung.step}`,
  };
}

export type HistoryView = {
  versions: { at: string; href: string; by: string; reason: string; status: Status }[];
  next: string | null;
  first: string | null;
};

/** The versions of the ladder; `rows` has one more than `size` when another page follows. */
export function historyView(
  t: Translate,
  fmt: Format,
  { rows, size, paged }: { rows: readonly VersionEntry[]; size: number; paged: boolean },
): HistoryView {
  const shown = rows.slice(0, size);
  return {
    versions: shown.map((row) => ({
      at: fmt.shortDayTime(row.made_at),
      href: `${PATH}/versi/${row.public_id}`,
      by: row.made_by_name,
      reason: row.reason,
      status: stateStatus(t, row.state),
    })),
    next: rows.length > size ? withQuery(PATH, { sesudah: shown.at(-1)?.id }) : null,
    first: paged ? PATH : null,
  };
}

export const stateStatus = (t: Translate, state: VersionEntry['state']): Status => ({
  label: t(`ladder:state.${state}`),
  tone: { counting: 'progress', done: 'good', overtaken: 'ended' }[state],
});

export type LadderView = {
  kinds: KindView[];
  /** Offices that nobody holds today, each with where its messages go. */
  vacant: string[];
  /** What the requester is no longer told. */
  silenced: string[];
  counting: string | null;
  oneUp: { office: string; next: string }[];
  history: HistoryView;
  /** Where the ladder of the beginning is brought back; null while it is in force. */
  restore: string | null;
};

/** The ladder in force, who could not be told today, and how it became what it is. */
export function ladderView(
  t: Translate,
  given: { ladder: readonly Rung[]; vacancies: Vacancies; counting: boolean; history: HistoryView },
): LadderView {
  const { ladder, vacancies, counting, history } = given;
  return {
    kinds: kindViews(t, ladder),
    vacant: vacantWords(t, vacancies),
    silenced: silencedClocks(ladder).map(({ case: name, clock }) => silencedWords(t, name, clock)),
    counting: counting ? t('ladder:counting') : null,
    oneUp: ADDRESSEES.flatMap((office) => {
      const next = ONE_UP[office];
      return next === null ? [] : [{ office: addresseeWords(t, office), next: addresseeWords(t, next) }];
    }),
    history,
    restore: changesBetween(ladder, DEFAULT_LADDER).length > 0 ? `${PATH}/bawaan` : null,
  };
}

export const silencedWords = (t: Translate, name: CaseName, clock: ClockName): string =>
  t('ladder:silenced', { clock: clockWords(t, name, clock) });

function vacantWords(t: Translate, { roles, bodies, withoutHead, withoutOfficer }: Vacancies): string[] {
  return [
    ...roles.map((role) => t(`ladder:vacant.${role}`)),
    ...(withoutHead > 0 ? [t('ladder:vacant.heads', { count: withoutHead, bodies })] : []),
    ...(withoutOfficer > 0 ? [t('ladder:vacant.officers', { count: withoutOfficer, bodies })] : []),
  ];
}
