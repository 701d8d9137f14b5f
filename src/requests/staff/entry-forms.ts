import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import { day, oneOf, optionalText } from '../../web/fields';
import { type FormResult, type FormState, parseForm, withErrors } from '../../web/forms';
import type { Identity } from '../identity';
import { type Delivery, parseQuestion, type What, type Who } from '../public/filing-forms';

/** The ways a request reaches the desk: Perki 1/2021 Pasal 28. */
export const CHANNELS = ['walk_in', 'letter', 'email'] as const;

const arrival = z.object({ channel: oneOf(CHANNELS), received_on: day(), late_entry_reason: optionalText(1000) });

export type Entry = z.output<typeof arrival> & { what: What; who: Who; identity: Identity; delivery: Delivery };

/**
 * Judges a request that an officer writes down for somebody: the questions of the public form, all on one page, with the
 * way and the true day it arrived.
 */
export function parseEntry(body: unknown, slugs: readonly string[], t: Translate): FormResult<Entry> {
  const known = { slugs, who: null, identity: null };
  const when = parseForm(arrival, body, t);
  const what = parseQuestion('what', body, known, t);
  const who = parseQuestion('who', body, known, t);
  const identity = parseQuestion('identity', body, { ...known, who: who.ok ? who.data : null }, t);
  const delivery = parseQuestion('delivery', body, { ...known, identity: identity.ok ? identity.data : null }, t);
  if (when.ok && what.ok && who.ok && identity.ok && delivery.ok) {
    const answers = { what: what.data, who: who.data, identity: identity.data, delivery: delivery.data };
    return { ok: true, data: { ...when.data, ...answers }, form: when.form };
  }
  const form = [when, what, who, identity, delivery].reduce(
    (all: FormState, part) => withErrors(all, part.form.errors),
    when.form,
  );
  return { ok: false, form };
}
