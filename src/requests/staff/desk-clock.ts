import type { Language } from '../../i18n/catalogue';

/** A term of the PPID's own, shown above his queue: what `views/dip/clock` draws. */
export type DeskClockView = {
  tone: 'good' | 'info' | 'warn' | 'bad';
  title: string;
  text: string;
  href: string;
  action: string;
  explain: null;
};

/** The way from the desk to a term that a later slice keeps. */
export type DeskClock = (lang: Language) => Promise<DeskClockView | null>;
