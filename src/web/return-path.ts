const HERE = 'http://here.invalid';

/**
 * A path of this site to go back to, or `fallback`. Refuses other hosts in every disguise (`//host`, `/\host`,
 * `https:host`), so that a crafted link cannot send people elsewhere after signing in.
 */
export function returnPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || value.length > 2000) return fallback;
  try {
    const url = new URL(value, HERE);
    return url.origin === HERE ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}
