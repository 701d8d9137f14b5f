import { z } from 'zod';
import type { Translate } from '../../i18n/catalogue';
import type { Identity } from '../../requests/identity';
import { isNik, LIMITS, tidyNik } from '../../requests/limits';
import { tidyNumber } from '../../requests/number';
import { parseQuestion as parseOwn, type Who } from '../../requests/public/filing-forms';
import { day, oneOf, optionalText, requiredText } from '../../web/fields';
import { type FormResult, parseForm } from '../../web/forms';
import type { ObjectionGround } from '../../workflow/objection-facts';
import { REQUEST_GROUNDS } from '../../workflow/objection-grounds';
import type { ObjectionContent, Question } from './draft';

export const FILED_BY = ['self', 'same', 'other'] as const;

/** What should have been published (ground b). `item` is the slug of a published item that it is about. */
export type Missing = { body: string | null; details: string; item: string | null; found_on: string };
export type Course = { position: string; purpose: string };
/** Who files: the requester, the proxy named on his request, or another one. */
export type Proxy =
  | { filedBy: 'self' }
  | { filedBy: 'same' }
  | { filedBy: 'other'; proxy: NonNullable<Identity['proxy']> };

export type Answers = {
  missing: Missing | null;
  who: Who | null;
  identity: Identity | null;
  ground: ObjectionGround | null;
  course: Course | null;
  proxy: Proxy | null;
};

/** What the answers are judged by: bodies that may be chosen, today, and the request behind the objection. */
export type Known = { slugs: readonly string[]; today: string; hasProxy: boolean; who: Who | null };

/** The questions of an objection, in their order: with a request behind it, or without one (ground b). */
export function questionsOf(content: Pick<ObjectionContent, 'requestId'>): readonly Question[] {
  return content.requestId === null ? ['missing', 'course', 'who', 'identity'] : ['ground', 'course', 'proxy'];
}

/** Judges what was typed for one question: typed answers, or a sentence for each field. */
export function parseQuestion<Q extends Question>(
  question: Q,
  body: unknown,
  known: Known,
  t: Translate,
): FormResult<NonNullable<Answers[Q]>> {
  const own = { slugs: [], who: known.who, identity: null };
  const parse: Record<Question, () => FormResult<unknown>> = {
    missing: () => parseForm(missingForm(known), body, t),
    who: () => parseOwn('who', body, own, t),
    identity: () => parseOwn('identity', body, own, t),
    ground: () => groundOf(body, t),
    course: () => parseForm(courseForm, body, t),
    proxy: () => parseProxy(known.hasProxy, body, t),
  };
  return parse[question]() as FormResult<NonNullable<Answers[Q]>>;
}

/** Judges a whole draft; `open` is the first question that still needs an answer. */
export function answersOf(
  content: Pick<ObjectionContent, 'requestId' | 'typed'>,
  known: Omit<Known, 'who'>,
  t: Translate,
): { answers: Answers; open: Question | null } {
  const answers: Answers = { missing: null, who: null, identity: null, ground: null, course: null, proxy: null };
  let open: Question | null = null;
  for (const question of questionsOf(content)) {
    const result = parseQuestion(question, content.typed[question] ?? {}, { ...known, who: answers.who }, t);
    if (result.ok) Object.assign(answers, { [question]: result.data });
    else open ??= question;
  }
  return { answers, open };
}

/** Number and code as typed; a code is not asked of whoever owns the request already. */
export const startForm = z.object({ nomor: requiredText(40).transform(tidyNumber), kode: optionalText(60) });

/** The version of the objection that the person saw. */
export const versionForm = z.object({
  versi: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

function missingForm({ slugs, today }: Known) {
  return z.object({
    body: z
      .string()
      .default('')
      .refine((slug) => slug === '' || slugs.includes(slug), 'filing:error.body')
      .transform((slug) => slug || null),
    details: requiredText(LIMITS.details),
    item: z
      .string()
      .max(400)
      .default('')
      .transform((text) => slugIn(text) || null),
    found_on: day().refine((on) => on <= today, 'workflow:refused.date_in_future'),
  });
}

/** The slug of an item from its address, or typed as it is. */
function slugIn(text: string): string {
  const [, slug] = /\/informasi\/([^/?#\s]+)/.exec(text) ?? [];
  return (slug ?? text).trim().toLowerCase();
}

const groundForm = z.object({ ground: oneOf(REQUEST_GROUNDS as [ObjectionGround, ...ObjectionGround[]]) });

/** The ground alone: whether the request gives rise to it is the workflow's question. */
function groundOf(body: unknown, t: Translate): FormResult<ObjectionGround> {
  const result = parseForm(groundForm, body, t);
  return result.ok ? { ...result, data: result.data.ground } : result;
}

const courseForm = z.object({ position: requiredText(LIMITS.details), purpose: requiredText(LIMITS.purpose) });

const otherProxy = z.object({
  filed_by: z.literal('other'),
  proxy_name: requiredText(LIMITS.name),
  proxy_nik: z.string().min(1).transform(tidyNik).refine(isNik, 'filing:error.nik'),
  proxy_address: optionalText(LIMITS.address),
});

function parseProxy(hasProxy: boolean, body: unknown, t: Translate): FormResult<Proxy> {
  const choices = hasProxy ? FILED_BY : (['self', 'other'] as const);
  const chosen = parseForm(z.object({ filed_by: oneOf(choices) }), body, t);
  if (!chosen.ok) return chosen;
  const { filed_by } = chosen.data;
  if (filed_by !== 'other') return { ok: true, data: { filedBy: filed_by }, form: chosen.form };
  const full = parseForm(otherProxy, body, t);
  if (!full.ok) return full;
  const { proxy_name: name, proxy_nik: identity_number, proxy_address: address } = full.data;
  return { ok: true, data: { filedBy: 'other', proxy: { name, identity_number, address } }, form: full.form };
}

/** Who objects as it will stand: typed, or copied from the request with the proxy that was chosen. */
export function identityFor({ identity, proxy }: Answers, ofRequest: Identity | null): Identity | null {
  if (!proxy || !ofRequest) return identity;
  if (proxy.filedBy === 'same') return ofRequest;
  return { ...ofRequest, proxy: proxy.filedBy === 'other' ? proxy.proxy : null };
}
