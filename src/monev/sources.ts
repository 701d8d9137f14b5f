import type { Source } from './evidence';
import { OFFICE_SOURCES } from './sources/offices';
import { PUBLISHING_SOURCES } from './sources/publishing';
import { REGISTER_SOURCES } from './sources/registers';
import { SERVICE_SOURCES } from './sources/services';
import { TEXT_SOURCES } from './sources/texts';

/** Everything of the portal that can prove an answer, in the order in which an officer chooses. */
export const SOURCES: readonly Source[] = [
  ...TEXT_SOURCES,
  ...PUBLISHING_SOURCES,
  ...REGISTER_SOURCES,
  ...OFFICE_SOURCES,
  ...SERVICE_SOURCES,
];

export const SOURCE_CODES: ReadonlySet<string> = new Set(SOURCES.map(({ code }) => code));

export const sourceOf = (code: string | null): Source | null => SOURCES.find((one) => one.code === code) ?? null;
