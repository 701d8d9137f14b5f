import type { Say, Schema } from './types';

export const text: Schema = { type: 'string' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const truth: Schema = { type: 'boolean' };
export const date: Schema = { type: 'string', format: 'date' };
/** ISO 8601 with an offset or `Z`. */
export const instant: Schema = { type: 'string', format: 'date-time' };
export const address: Schema = { type: 'string', format: 'uri' };
export const year: Schema = { type: 'integer', minimum: 1900, maximum: 2999 };
export const nothing: Schema = { type: 'null' };

/** One of several values. */
export const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: values });

/** A schema of `components`. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** The same value, or null. */
export function orNull(schema: Schema): Schema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, nothing] };
  return { ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}) };
}

/** An object whose keys are all there, but for those in `absent`; each is described by `fields.<name>.<key>` of the words. */
export function entity(say: Say, name: string, keys: Record<string, Schema>, absent: readonly string[] = []): Schema {
  const described = Object.entries(keys).map(([key, schema]) => [
    key,
    { ...schema, description: say(`fields.${name}.${key}`) },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(described),
    required: Object.keys(keys).filter((key) => !absent.includes(key)),
  };
}

/** A page of a list, as every list of version 1 is: `{ items, next }`. */
export function page(say: Say, name: string): Schema {
  return entity(say, 'page', { items: listOf(ref(name)), next: orNull(text) });
}
