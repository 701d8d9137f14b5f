import { createHash } from 'node:crypto';
import { z } from 'zod';
import { emailAddress, optionalText, requiredText } from '../../web/fields';
import type { Filing } from '../filing/input';
import { isNik, isPhone, LIMITS, tidyNik } from '../limits';

// A program sends null for what a page leaves empty.
const orNothing = <S extends z.ZodType>(schema: S) => z.preprocess((value) => value ?? undefined, schema);
const optional = (max: number) => orNothing(optionalText(max));
const nik = z.string().transform(tidyNik).refine(isNik, 'requests:api.nik');

const requester = z
  .object({
    kind: z.enum(['individual', 'group', 'legal_body']),
    name: requiredText(LIMITS.name),
    identity_number: requiredText(LIMITS.identity_number),
    citizen: orNothing(
      z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(true),
    ),
    address: optional(LIMITS.address),
    email: orNothing(
      z
        .union([z.literal(''), emailAddress()])
        .default('')
        .transform((text) => text || null),
    ),
    phone: orNothing(
      z
        .string()
        .max(LIMITS.phone)
        .default('')
        .refine((text) => text === '' || isPhone(text), 'requests:api.phone')
        .transform((text) => text || null),
    ),
    occupation: optional(LIMITS.occupation),
    proxy: orNothing(
      z
        .object({ name: requiredText(LIMITS.name), identity_number: nik, address: optional(LIMITS.address) })
        .nullable()
        .default(null),
    ),
  })
  .superRefine((who, ctx) => {
    const fault = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [field], message });
    if (who.kind !== 'legal_body' && !isNik(tidyNik(who.identity_number))) fault('identity_number', 'requests:api.nik');
    // UU 14/2008 Pasal 1 angka 12: a requester is an Indonesian citizen or an Indonesian legal body.
    if (!who.citizen) fault('citizen', 'requests:api.foreigner');
    if (!who.email && !who.phone && !who.address) fault('email', 'requests:api.contact');
  });

/** A request's JSON as the contract has it; a multipart body has the same names in brackets. */
export const requestForm = z.object({
  requester,
  body: orNothing(z.string().max(100).nullable().default(null)),
  details: requiredText(LIMITS.details),
  purpose: requiredText(LIMITS.purpose),
  obtain: orNothing(z.enum(['view', 'copy']).default('copy')),
  deliver: orNothing(z.enum(['pickup', 'email', 'post', 'courier', 'fax']).default('pickup')),
  language: orNothing(z.enum(['id', 'en']).default('id')),
});

export type RequestBody = z.output<typeof requestForm>;

/** The filing behind a request's JSON; files and the body's id are added by the caller. */
export function filingOf(body: RequestBody): Omit<Filing, 'files' | 'bodyId'> {
  const { kind, citizen: _, identity_number, ...who } = body.requester;
  return {
    channel: 'api',
    language: body.language,
    requesterKind: kind,
    identity: { ...who, identity_number: kind === 'legal_body' ? identity_number : tidyNik(identity_number) },
    details: body.details,
    purpose: body.purpose,
    obtain: body.obtain,
    deliver: body.deliver,
    userId: null,
    actor: { role: 'requester' },
  };
}

/** What a repeated call is known by: the same content, files included, whatever the order of its keys. */
export function bodyHash(body: RequestBody, files: readonly { kind: string; sha256: string }[]): string {
  const marks = files.map((file) => `${file.kind}:${file.sha256}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([body, marks]))
    .digest('hex');
}

/** An `Idempotency-Key` that can be kept: 1 to 200 visible characters. */
export function idempotencyKey(header: string | undefined): string | null | 'bad' {
  if (header === undefined) return null;
  return /^[\x21-\x7e]{1,200}$/.test(header) ? header : 'bad';
}

/** The code of an `Authorization: Code …` header; null without one. */
export function codeOf(header: string | undefined): string | null {
  return /^code\s+(\S.{0,60})$/i.exec(header ?? '')?.[1] ?? null;
}
