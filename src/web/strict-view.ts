/**
 * The same value behind a proxy that throws when a template asks for a key that is not there, at any depth. EJS would
 * print nothing and answer 200. An absent value must therefore be present as `null`.
 */
export function strictView<T>(value: T, path: string): T {
  if (!isPlain(value)) return value;
  return new Proxy(value as object, {
    get(target, key, receiver) {
      if (typeof key === 'symbol') return Reflect.get(target, key, receiver);
      if (!(key in target) && !isIndex(target, key))
        throw new Error(`Template asked for ${path}.${key}, which the view does not have`);
      return strictView(Reflect.get(target, key), `${path}.${key}`);
    },
  }) as T;
}

const isIndex = (target: object, key: string): boolean => Array.isArray(target) && /^\d+$/.test(key);

// Dates, buffers and the like have methods that refuse to run on a proxy.
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
