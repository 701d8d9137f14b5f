import type { z } from 'zod';
import type { Translate } from '../i18n/catalogue';

/** What was typed and what is wrong with it, both by the field's name in the page (`requester[name]`). Templates read it as `p.v.form`. */
export type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> };

export type FormResult<T> = { ok: true; data: T; form: FormState } | { ok: false; form: FormState };

type Options = {
  /** Fields that are neither trimmed nor given back: passwords. */
  secret?: readonly string[];
};

/** A form nobody has sent yet; `values` fills it in. */
export function blankForm(values: FormState['values'] = {}): FormState {
  return { values, errors: {} };
}

/** The same form with more errors: what a command refused, in finished sentences by field name. */
export function withErrors(form: FormState, errors: Record<string, string>): FormState {
  return { values: form.values, errors: { ...form.errors, ...errors } };
}

/**
 * Reads a sent form: cleans every text, checks it by the schema, and on failure gives a sentence for each field in the
 * reader's language, with everything typed kept. A message in the schema is a catalogue key (`requests:form.needDetail`).
 */
export function parseForm<S extends z.ZodType>(
  schema: S,
  body: unknown,
  t: Translate,
  { secret = [] }: Options = {},
): FormResult<z.output<S>> {
  const cleaned = cleanBody(nested(body), secret);
  const values = flatten(cleaned, secret);
  const parsed = schema.safeParse(cleaned, { reportInput: true });
  if (parsed.success) return { ok: true, data: parsed.data, form: { values, errors: {} } };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[fieldName(issue.path)] ??= sentence(issue, t);
  return { ok: false, form: { values, errors } };
}

/** `['requester', 'name']` -> `requester[name]`, as the field is called in the page. */
export function fieldName(path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path;
  // A fault in one of several checkboxes belongs to the group, whose boxes share one name. A key of a record stays.
  return (
    String(first) +
    rest
      .filter((key) => typeof key !== 'number')
      .map((key) => `[${String(key)}]`)
      .join('')
  );
}

/**
 * Typed text as it is stored: composed Unicode, no control characters (PostgreSQL refuses NUL), LF line ends, no blanks
 * around. Letters of every script, quotes, % and & stay.
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .trim()
  );
}

/**
 * `{ 'requester[name]': x }` -> `{ requester: { name: x } }`. Multer nests bracketed names by itself, the body parser of
 * plain forms does not.
 */
function nested(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const path = name.split('[').map((key) => key.replace(/\]$/, ''));
    if (path.length > 4 || path.some((key) => key === '__proto__')) continue;
    const last = path.pop() as string;
    let place = result;
    for (const key of path) {
      if (!isRecord(place[key])) place[key] = {};
      place = place[key] as Record<string, unknown>;
    }
    place[last] = value;
  }
  return result;
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

// No form goes half as deep. A program may send brackets by the ten thousand, which would exhaust the stack.
const DEEPEST = 8;

function cleanBody(value: unknown, secret: readonly string[], name = '', depth = 0): unknown {
  if (typeof value === 'string') return secret.includes(name) ? value : cleanText(value);
  if (depth > DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => cleanBody(item, secret, name, depth + 1));
  if (typeof value !== 'object' || value === null) return value ?? (name ? value : {});
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '_csrf')
      .map(([key, item]) => [key, cleanBody(item, secret, name ? `${name}[${key}]` : key, depth + 1)]),
  );
}

function flatten(value: unknown, secret: readonly string[], name = ''): FormState['values'] {
  if (typeof value === 'string') return secret.includes(name) ? {} : { [name]: value };
  if (Array.isArray(value)) return { [name]: value.filter((item) => typeof item === 'string') };
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, item]) => flatten(item, secret, name ? `${name}[${key}]` : key)),
  );
}

const KEY = /^[a-z][a-z-]*:[\w.-]+$/i;

function sentence(issue: z.core.$ZodIssue, t: Translate): string {
  const limits = issue as { minimum?: unknown; maximum?: unknown; params?: Record<string, unknown> };
  const vars = { minimum: Number(limits.minimum), maximum: Number(limits.maximum), ...limits.params };
  if (KEY.test(issue.message)) return t(issue.message, vars);
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) <= 1) return t('web:form.required');
      return t(issue.origin === 'string' ? 'web:form.tooShort' : 'web:form.tooSmall', vars);
    case 'too_big':
      return t(issue.origin === 'string' ? 'web:form.tooLong' : 'web:form.tooBig', vars);
    case 'invalid_type':
      if (issue.input === undefined) return t('web:form.required');
      return t(['number', 'int'].includes(issue.expected) ? 'web:form.number' : 'web:form.invalid');
    case 'invalid_value':
      return t('web:form.choose');
    case 'invalid_format':
      return t(issue.format === 'email' ? 'web:form.email' : 'web:form.invalid');
    default:
      return t('web:form.invalid');
  }
}
