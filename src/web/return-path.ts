const HERE = 'http://here.invalid';

/**
 * A path of this site to go back to, or `fallback`. Refuses other hosts in every disguise (`//host`, `/\host`,
 * `https:host`, `/..//host`), so that a crafted link cannot send people elsewhere after signing in.
 */
export function returnPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || value.length > 2000) return fallback;
  try {
    const url = new URL(value, HERE);
    // `/..//host` is a path here, and becomes `//host` once its dots are taken away.
    if (url.origin !== HERE || url.pathname.startsWith('//')) return fallback;
    return url.pathname + url.search + url.hash;
  } catch {
    return fallback;
  }
}
