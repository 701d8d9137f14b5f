import type { TestApp } from '../support/app';
import type { CastName } from '../support/cast';

/**
 * Who asks. `opd` is the PPID Pelaksana of Dinkominfo, to which example cases belong; `opd2` that of another body;
 * `warga` a requester with an account.
 */
export type Who = 'anonymous' | CastName;

export const EVERYBODY: readonly Who[] = [
  'anonymous',
  'warga',
  'petugas',
  'ppid',
  'opd',
  'opd2',
  'atasan',
  'auditor',
  'admin',
];

/** A status; or `masuk`: sent to the page for signing in. */
export type Answer = number | 'masuk';

/** Values that `prepare` made for the paths and forms of a slice's rows. */
export type Made = Record<string, string>;

export type Row = {
  /** As it is registered: `POST /admin/pengguna/:id/peran`. */
  route: string;
  /** The address that is asked; the route's own path unless it has parameters. */
  path?: string | ((made: Made) => string);
  /**
   * What is sent. Rows run one after another on one application, so a row that would change what later rows need sends
   * something that is let through the guard and then refused: an empty form answers 422.
   */
  form?: Record<string, string> | ((made: Made) => Record<string, string>);
  /** Sent instead of a form, to programs' routes. */
  json?: object;
  headers?: Record<string, string>;
  /** Signs in anew for this row: it ends the session. */
  ownSession?: boolean;
  answers: Record<Who, Answer>;
};

/** One slice's rows, in `routes/<slice>.ts` as `export const slice`. `prepare` runs once, before its rows. */
export type Slice = { prepare?: (app: TestApp) => Promise<Made>; rows: readonly Row[] };

/** The same answer for everybody: public pages, and the interface for programs, which reads no cookie. */
export function everybody(answer: Answer): Record<Who, Answer> {
  return Object.fromEntries(EVERYBODY.map((who) => [who, answer])) as Record<Who, Answer>;
}

/** One answer for whoever is signed in; others are sent to sign in. */
export function signedIn(answer: Answer): Record<Who, Answer> {
  return { ...everybody(answer), anonymous: 'masuk' };
}

/**
 * An answer for some; the rest is refused: anonymous people are sent to sign in, everyone else gets `refused` (403: not
 * your role, 404: not yours). Names that differ from the rest go in `but`.
 */
export function only(
  those: readonly Who[],
  answer: Answer,
  { refused = 403, but = {} }: { refused?: Answer; but?: Partial<Record<Who, Answer>> } = {},
): Record<Who, Answer> {
  const allowed = Object.fromEntries(those.map((who) => [who, answer]));
  return { ...signedIn(refused), ...allowed, ...but };
}
