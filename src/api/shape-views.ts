import type { Schema } from './openapi/types';

/** A key of a shape of data, as the page prints it. `name` is dotted: `body.slug`, `items[].title`. */
export type KeyView = {
  name: string;
  type: string;
  /** Name of the shape that the value has, when it is described under that name. */
  shape: string | null;
  required: boolean;
  text: string;
  values: string[];
  /** What holds when it is left out. */
  preset: string | null;
};

/** The keys of an object, with those of the objects in it; what has a name of its own is not taken apart. */
export function keyViews(schema: Schema, prefix = ''): KeyView[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix + key;
    return [keyView(name, value, required.has(key)), ...innerViews(name, value)];
  });
}

/** One key, or one parameter. */
export function keyView(name: string, schema: Schema, required: boolean): KeyView {
  const values = (schema.enum ?? schema.items?.enum ?? []).filter((value) => value !== null);
  const preset = schema.default === undefined ? null : String(schema.default);
  const [text, shape] = [schema.description ?? '', shapeOf(schema)];
  return { name, type: typeOf(schema), shape, required, text, values, preset };
}

/** Name of the shape that a schema or the items of its list refer to. */
export function shapeOf(schema: Schema): string | null {
  return (schema.$ref ?? schema.items?.$ref)?.replace(/^.*\//, '') ?? null;
}

function innerViews(name: string, schema: Schema): KeyView[] {
  if (schema.properties) return keyViews(schema, `${name}.`);
  return schema.items?.properties ? keyViews(schema.items, `${name}[].`) : [];
}

function typeOf(schema: Schema): string {
  if (schema.contentMediaType) return 'file';
  if (schema.$ref) return shapeOf(schema) ?? '';
  if (schema.items) return `${typeOf(schema.items)}[]`;
  const names = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return names.map((name) => (name === 'string' && schema.format ? schema.format : name)).join(' | ');
}
