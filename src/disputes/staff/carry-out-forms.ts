import { z } from 'zod';
import type { DocumentFacts } from '../../catalogue/document-facts';
import { isWebAddress } from '../../catalogue/document-forms';
import type { Translate } from '../../i18n/catalogue';
import { day, optionalDay, optionalText, requiredText } from '../../web/fields';
import { type FormResult, parseForm, withErrors } from '../../web/forms';
import type { DisputeAnswer, StepWorld } from './step-forms';

/** How the opened item comes into the DIP: published now, published already, or not at all, with the reason. */
export const PUBLISH_WAYS = ['new', 'existing', 'nothing'] as const;

export type CarryOut =
  | { way: 'new'; bodyId: number; facts: DocumentFacts }
  | { way: 'existing'; slug: string }
  | { way: 'nothing'; reason: string };

const base = z.object({ on: day(), publish: z.enum(PUBLISH_WAYS) });

const item = z.object({
  title: requiredText(300),
  body: z.string().min(1),
  summary: optionalText(5000),
  holder: optionalText(300),
  publisher: optionalText(300),
  made_on: optionalDay(),
  made_at: optionalText(300),
  year: z
    .string()
    .default('')
    .refine((text) => text === '' || /^(19|20)\d{2}$/.test(text), 'catalogue:form.yearWrong')
    .transform((text) => (text === '' ? null : Number(text))),
  available_as: optionalText(300),
  retention: optionalText(300),
  url: z
    .string()
    .max(1000)
    .default('')
    .refine((text) => text === '' || isWebAddress(text), 'catalogue:form.urlWrong')
    .transform((text) => text || null),
});

/** The address of a published document, whole or its last part: `/informasi/laporan-2025`. */
const existing = z.object({
  document: requiredText(500).transform(
    (text) =>
      text
        .replace(/[?#].*$/, '')
        .replace(/\/+$/, '')
        .split('/')
        .at(-1) ?? '',
  ),
});

/**
 * Reads the carrying-out of a ruling. What a ruling opens becomes public information (UU 14/2008 Pasal 11(2)) and is
 * entered in the DIP (Perki 1/2021 Pasal 52(4)); where nothing is to be published, the reason is kept.
 */
export function parseCarryOut(body: unknown, world: StepWorld, t: Translate): FormResult<DisputeAnswer> {
  const first = parseForm(base, body, t);
  if (!first.ok) return first;
  const step = { do: 'carry_out' as const, on: first.data.on };
  const answer = (form: typeof first.form, carryOut: CarryOut, note: string | null = null) =>
    ({ ok: true, form, data: { step, columns: {}, note, carryOut } }) as const;
  if (first.data.publish === 'nothing') {
    const parsed = parseForm(z.object({ reason: requiredText(2000) }), body, t);
    return parsed.ok ? answer(parsed.form, { way: 'nothing', reason: parsed.data.reason }, parsed.data.reason) : parsed;
  }
  if (first.data.publish === 'existing') {
    const parsed = parseForm(existing, body, t);
    return parsed.ok ? answer(parsed.form, { way: 'existing', slug: parsed.data.document }) : parsed;
  }
  if (!world.mayPublish) {
    return { ok: false, form: withErrors(first.form, { publish: t('disputes:error.only_ppid_publishes') }) };
  }
  const parsed = parseForm(item, body, t);
  if (!parsed.ok) return parsed;
  const { body: slug, available_as, ...facts } = parsed.data;
  const bodyId = world.bodies.get(slug);
  const errors: Record<string, string> = {};
  if (bodyId === undefined) errors.body = t('web:form.choose');
  if (!world.hasFile && facts.url === null) errors.item_files = t('disputes:error.file_or_link');
  if (bodyId === undefined || errors.item_files) return { ok: false, form: withErrors(parsed.form, errors) };
  const document: DocumentFacts = { ...facts, category: 'setiap-saat', subkind: 'dibuka-sengketa', form: available_as };
  return answer(parsed.form, { way: 'new', bodyId, facts: document });
}
