import { z } from 'zod';
import { optionalText } from '../../web/fields';
import { CATEGORIES } from '../categories';
import { findingsIn } from '../personal/texts';
import { SUBKINDS, subkind } from '../subkinds';
import { BULK_ACTIONS, type BulkChange, MOST_AT_ONCE } from './change';

const one = z
  .string()
  .regex(/^[a-z0-9]{1,40}\.[1-9]\d{0,8}$/)
  .transform((text) => {
    const [publicId = '', version] = text.split('.');
    return { publicId, version: Number(version) };
  });

/** The documents ticked in the list, each with the version that was seen. */
export const chosenForm = z.object({
  pilih: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
    .pipe(
      z
        .array(one)
        .min(1, 'catalogue:bulk.chooseSome')
        .max(MOST_AT_ONCE, 'catalogue:bulk.tooMany')
        .transform((list) => [...new Map(list.map((chosen) => [chosen.publicId, chosen])).values()]),
    ),
});

const changes = z.object({
  action: z.enum(BULK_ACTIONS),
  category: z.union([z.literal(''), z.enum(CATEGORIES as unknown as ['berkala'])]).default(''),
  subkind: optionalText(50),
  year: z
    .string()
    .default('')
    .refine((text) => text === '' || /^(19|20)\d{2}$/.test(text), 'catalogue:form.yearWrong'),
  holder: optionalText(300),
  retention: optionalText(300),
  reason: optionalText(1000),
});

/** What shall be done to them. A field that belongs to another choice is not looked at. */
export const bulkForm = chosenForm.extend(changes.shape).transform((sent, ctx) => {
  const { pilih, action, year, holder, retention, reason } = sent;
  const wrong = (path: string, message: string) => {
    ctx.addIssue({ code: 'custom', path: [path], message });
    return z.NEVER;
  };
  const change = (): BulkChange | typeof z.NEVER => {
    if (action === 'publish') return { action };
    if (action === 'withdraw') {
      if (!reason) return wrong('reason', 'web:form.required');
      return findingsIn([reason]).length > 0 ? wrong('reason', 'personal:error.text') : { action, reason };
    }
    if (action === 'year') return { action, year: year ? Number(year) : null };
    if (action === 'holder') return { action, holder };
    if (action === 'retention') return { action, retention };
    const code = sent.subkind;
    if (action === 'subkind') {
      const known = SUBKINDS.some((kind) => kind.code === code);
      return code && known ? { action, subkind: code } : wrong('subkind', 'web:form.choose');
    }
    const category = sent.category || null;
    if (category === null) return wrong('category', 'web:form.choose');
    if (code && !subkind(category, code)) return wrong('subkind', 'catalogue:form.subkindWrong');
    return { action, category, subkind: code };
  };
  return { chosen: pilih, change: change() };
});
