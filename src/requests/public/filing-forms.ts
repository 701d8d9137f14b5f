import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import { emailAddress, oneOf, optionalText, requiredText } from '../../web/fields';
import { type FormResult, parseForm, withErrors } from '../../web/forms';
import type { Identity, RequesterKind } from '../identity';
import { isNik, isPhone, LIMITS, tidyNik } from '../limits';
import type { Question, Typed } from './draft';

export const REQUESTER_KINDS = ['individual', 'group', 'legal_body'] as const;
export const OBTAIN = ['view', 'copy'] as const;
export const DELIVER = ['email', 'pickup', 'post', 'courier', 'fax'] as const;
const YES_NO = ['yes', 'no'] as const;

export type What = { details: string; purpose: string; body: string | null };
export type Who = { kind: RequesterKind; byProxy: boolean };
export type Delivery = {
  obtain: (typeof OBTAIN)[number];
  deliver: (typeof DELIVER)[number];
  language: 'id' | 'en';
};

/** All that was answered so far. Each later question is judged in the light of the earlier ones. */
export type Answers = { what: What | null; who: Who | null; identity: Identity | null; delivery: Delivery | null };

/** Slugs of the public bodies that may be chosen, and the answers that a question depends on. */
export type Known = { slugs: readonly string[]; who: Who | null; identity: Identity | null };

/** Judges what was typed for one question: typed answers, or a sentence for each field. */
export function parseQuestion<Q extends Question>(
  question: Q,
  body: unknown,
  known: Known,
  t: Translate,
): FormResult<NonNullable<Answers[Q]>> {
  const parse: Record<Question, () => FormResult<unknown>> = {
    what: () => parseForm(whatForm(known.slugs), body, t),
    who: () => parseForm(whoForm, body, t),
    identity: () => parseIdentity(body, known.who ?? { kind: 'individual', byProxy: false }, t),
    delivery: () => parseDelivery(body, known.identity, t),
  };
  return parse[question]() as FormResult<NonNullable<Answers[Q]>>;
}

/** Judges a whole draft, question by question; `open` is the first one that still needs an answer. */
export function answersOf(
  typed: Partial<Record<Question, Typed>>,
  slugs: readonly string[],
  t: Translate,
): { answers: Answers; open: Question | null } {
  const judge = <Q extends Question>(question: Q, known: Known): Answers[Q] | null => {
    const result = parseQuestion(question, typed[question] ?? {}, known, t);
    return result.ok ? result.data : null;
  };
  const what = judge('what', { slugs, who: null, identity: null });
  const who = judge('who', { slugs, who: null, identity: null });
  const identity = who && judge('identity', { slugs, who, identity: null });
  const delivery = identity && judge('delivery', { slugs, who, identity });
  const answers: Answers = { what, who, identity, delivery };
  const open = (['what', 'who', 'identity', 'delivery'] as const).find((question) => answers[question] === null);
  return { answers, open: open ?? null };
}

function whatForm(slugs: readonly string[]) {
  return z.object({
    details: requiredText(LIMITS.details),
    purpose: requiredText(LIMITS.purpose),
    body: z
      .string()
      .default('')
      .refine((slug) => slug === '' || slugs.includes(slug), 'filing:error.body')
      .transform((slug) => slug || null),
  });
}

const whoForm = z
  .object({
    kind: oneOf(REQUESTER_KINDS),
    proxy: oneOf(YES_NO),
    // UU 14/2008 Pasal 1 angka 12: only Indonesian citizens and Indonesian legal bodies may request.
    citizen: oneOf(YES_NO).refine((answer) => answer === 'yes', 'filing:error.foreigner'),
  })
  .transform(({ kind, proxy }): Who => ({ kind, byProxy: proxy === 'yes' }));

const nik = () => z.string().min(1).transform(tidyNik).refine(isNik, 'filing:error.nik');

const phone = z
  .string()
  .max(LIMITS.phone)
  .default('')
  .refine((text) => text === '' || isPhone(text), 'filing:error.phone')
  .transform((text) => text || null);

const email = z
  .union([z.literal(''), emailAddress()])
  .default('')
  .transform((text) => text || null);

const contacts = {
  address: optionalText(LIMITS.address),
  email,
  phone,
  occupation: optionalText(LIMITS.occupation),
};

const proxyFields = {
  proxy_name: requiredText(LIMITS.name),
  proxy_nik: nik(),
  proxy_address: optionalText(LIMITS.address),
};

function parseIdentity(body: unknown, who: Who, t: Translate): FormResult<Identity> {
  const number = who.kind === 'legal_body' ? requiredText(LIMITS.identity_number) : nik();
  const own = z.object({ name: requiredText(LIMITS.name), identity_number: number, ...contacts });
  const result = who.byProxy
    ? parseForm(own.extend(proxyFields).transform(withProxy), body, t)
    : parseForm(
        own.transform((alone): Identity => ({ ...alone, proxy: null })),
        body,
        t,
      );
  // Beside the schema: zod judges the whole only when each part is right, and all faults are to be told at once.
  const reachable = ['email', 'phone', 'address'].some((name) => result.form.values[name]);
  return reachable ? result : { ok: false, form: withErrors(result.form, { email: t('filing:error.contact') }) };
}

type WithProxy = Omit<Identity, 'proxy'> & { proxy_name: string; proxy_nik: string; proxy_address: string | null };

function withProxy({ proxy_name, proxy_nik, proxy_address, ...own }: WithProxy): Identity {
  return { ...own, proxy: { name: proxy_name, identity_number: proxy_nik, address: proxy_address } };
}

const deliveryForm = z
  .object({
    obtain: oneOf(OBTAIN),
    deliver: z.union([z.literal(''), oneOf(DELIVER)]).default(''),
    language: oneOf(['id', 'en']),
  })
  .refine(({ obtain, deliver }) => obtain === 'view' || deliver !== '', {
    path: ['deliver'],
    message: 'web:form.choose',
  })
  // Who comes to look takes nothing along; the law's field still needs a word.
  .transform(({ obtain, deliver, language }): Delivery => {
    return { obtain, deliver: obtain === 'view' ? 'pickup' : deliver || 'pickup', language };
  });

/** What a way of sending needs to know. */
const NEEDS: Partial<Record<Delivery['deliver'], 'email' | 'address' | 'phone'>> = {
  email: 'email',
  post: 'address',
  courier: 'address',
  fax: 'phone',
};

/** The way a copy is sent needs a place to send it to. */
export function lacksFor(
  deliver: Delivery['deliver'],
  identity: Identity | null,
): 'email' | 'address' | 'phone' | null {
  const needed = NEEDS[deliver];
  return needed && identity && !identity[needed] ? needed : null;
}

function parseDelivery(body: unknown, identity: Identity | null, t: Translate): FormResult<Delivery> {
  const result = parseForm(deliveryForm, body, t);
  if (!result.ok) return result;
  const lacks = result.data.obtain === 'copy' ? lacksFor(result.data.deliver, identity) : null;
  if (!lacks) return result;
  return { ok: false, form: withErrors(result.form, { deliver: t(`filing:error.lacks.${lacks}`) }) };
}
