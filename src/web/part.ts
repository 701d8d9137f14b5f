/** Marks a key that a partial cannot do without. */
export const REQUIRED = Symbol('required');

/**
 * What a partial was given, completed by `defaults`. Throws on an unknown key or a missing required one, so that a
 * misspelt `lable` is a failing test and not a field without a name.
 */
export function part(name: string, defaults: Record<string, unknown>, given: unknown): Record<string, unknown> {
  if (typeof given !== 'object' || given === null) throw new Error(`Partial ${name} was given no data`);
  const data = given as Record<string, unknown>;
  const result: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(data)) {
    if (!(key in defaults)) throw new Error(`Partial ${name} does not know "${key}"`);
    if (value !== undefined) result[key] = value;
  }
  for (const [key, value] of Object.entries(result)) {
    if (value === REQUIRED) throw new Error(`Partial ${name} needs "${key}"`);
  }
  return result;
}
