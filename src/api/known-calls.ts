import type { Paths } from './openapi/types';

/** An address below `/api`: how it may be called, and whether everyone may read it. */
export type KnownCall = { path: RegExp; allowed: string[]; open: boolean };

/** The readable description: the one page below `/api`, and no call. */
export const DOCS_PAGE: KnownCall = { path: /^\/api\/docs\/?$/i, allowed: ['GET', 'HEAD', 'OPTIONS'], open: false };

/** The addresses that the description names, and its page. GET brings HEAD, everything brings OPTIONS. */
export function knownCalls(paths: Paths): KnownCall[] {
  const calls = Object.entries(paths).map(([template, { get, post }]) => ({
    path: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
    allowed: [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : []), 'OPTIONS'],
    open: get !== undefined && get.security.length === 0,
  }));
  return [...calls, DOCS_PAGE];
}

/** The call at a path such as `/api/v1/documents/abc`; undefined when there is none. */
export function callAt(known: readonly KnownCall[], path: string): KnownCall | undefined {
  return known.find((call) => call.path.test(path));
}
