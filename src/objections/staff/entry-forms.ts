import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import type { Identity, RequesterKind } from '../../requests/identity';
import { LIMITS } from '../../requests/limits';
import { parseQuestion } from '../../requests/public/filing-forms';
import { CHANNELS } from '../../requests/staff/entry-forms';
import { day, oneOf, optionalDay, optionalText, requiredText } from '../../web/fields';
import { type FormResult, type FormState, parseForm, withErrors } from '../../web/forms';
import { OBJECTION_GROUNDS } from '../../workflow/objection-facts';

/** What is known of the request whose number was typed. `identity` is null where it was erased. */
export type RequestBehind = {
  id: number;
  language: 'id' | 'en';
  requesterKind: RequesterKind;
  identity: Identity | null;
  details: string;
  purpose: string;
};

export const IDENTITY_FROM = ['request', 'typed'] as const;
export const POSITION = 10_000;

const entry = z.object({
  channel: oneOf(CHANNELS),
  received_on: day(),
  late_entry_reason: optionalText(1000),
  ground: oneOf(OBJECTION_GROUNDS),
  request_number: optionalText(40),
  found_on: optionalDay(),
  body: optionalText(100),
  details: optionalText(LIMITS.details),
  purpose: optionalText(LIMITS.purpose),
  position: requiredText(POSITION),
  identity_from: oneOf(IDENTITY_FROM),
  language: oneOf(['id', 'en']),
});

export type ObjectionEntry = Pick<
  z.output<typeof entry>,
  'channel' | 'received_on' | 'late_entry_reason' | 'ground' | 'found_on' | 'body' | 'position' | 'language'
> & { details: string; purpose: string; requesterKind: RequesterKind; identity: Identity };

/**
 * Judges an objection that an officer writes down for somebody: the fields of Perki 1/2021 Pasal 41(5) and Lampiran X.
 * What the request says already need not be typed again. Tells of every fault at once.
 */
export function parseObjectionEntry(
  body: unknown,
  known: { slugs: readonly string[]; request: RequestBehind | null },
  t: Translate,
): FormResult<ObjectionEntry> {
  const { request } = known;
  const parsed = parseForm(entry, body, t);
  const { values } = parsed.form;
  const errors: Record<string, string> = {};
  const groundB = values.ground === 'b';
  const details = String(values.details || (groundB ? '' : (request?.details ?? '')));
  const purpose = String(values.purpose || request?.purpose || '');
  if (values.request_number && !request) errors.request_number = t('objections:error.unknown_request');
  if (!values.request_number && !groundB && values.ground) {
    errors.request_number = t('workflow:refused.request_needed');
  }
  if (groundB && !known.slugs.includes(String(values.body ?? ''))) errors.body = t('objections:error.body');
  if (groundB && !values.found_on) errors.found_on = t('workflow:refused.found_day_missing');
  // Where the request is unknown its details are too: one fault is told, not three.
  if (details === '' && (groundB || request)) errors.details = t('web:form.required');
  if (purpose === '' && (groundB || request)) errors.purpose = t('web:form.required');
  const who = whoObjects(body, values, request, known.slugs, t);
  const all = withErrors(parsed.form, { ...who.errors, ...errors });
  if (!parsed.ok || !who.found || Object.keys(all.errors).length > 0) return { ok: false, form: all };
  const { channel, received_on, late_entry_reason, ground, found_on, position, language } = parsed.data;
  const data: ObjectionEntry = {
    ...{ channel, received_on, late_entry_reason, ground, position, language, details, purpose },
    ...(groundB ? { found_on, body: parsed.data.body } : { found_on: null, body: null }),
    ...who.found,
  };
  return { ok: true, data, form: all };
}

type Found = { requesterKind: RequesterKind; identity: Identity };

/** Who objects: copied from the request, or typed as at the entry of a request. */
function whoObjects(
  body: unknown,
  values: FormState['values'],
  request: RequestBehind | null,
  slugs: readonly string[],
  t: Translate,
): { found: Found | null; errors: Record<string, string> } {
  if (values.identity_from === 'request') {
    if (request?.identity) {
      return { found: { requesterKind: request.requesterKind, identity: request.identity }, errors: {} };
    }
    const key = request ? 'identity_erased' : 'no_request_to_copy';
    return { found: null, errors: { identity_from: t(`objections:error.${key}`) } };
  }
  if (values.identity_from !== 'typed') return { found: null, errors: {} };
  const known = { slugs, who: null, identity: null };
  const who = parseQuestion('who', body, known, t);
  const identity = parseQuestion('identity', body, { ...known, who: who.ok ? who.data : null }, t);
  if (who.ok && identity.ok) {
    return { found: { requesterKind: who.data.kind, identity: identity.data }, errors: {} };
  }
  return { found: null, errors: { ...who.form.errors, ...identity.form.errors } };
}
