import { z } from 'zod';
import { day, oneOf, optionalDay, optionalText, requiredText } from '../web/fields';
import { CATEGORIES } from './categories';
import { leadsInside } from './import/private-host';
import { findingsIn } from './personal/texts';
import { REVIEW_MAIL } from './review/notify/settings';
import { SUBKINDS, subkind } from './subkinds';

const YEAR = /^(19|20)\d{2}$/;

const year = () =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || YEAR.test(text), 'catalogue:form.yearWrong')
    .transform((text) => (text === '' ? null : Number(text)));

const webAddress = () =>
  z
    .string()
    .max(1000)
    .default('')
    .refine((text) => text === '' || isWebAddress(text), { error: 'catalogue:form.urlWrong', abort: true })
    .refine((text) => text === '' || !leadsInside(text), 'catalogue:form.urlInside')
    .transform((text) => text || null);

const fields = z.object({
  title: requiredText(300),
  category: oneOf(CATEGORIES as unknown as ['berkala', 'serta-merta', 'setiap-saat', 'dikecualikan']),
  subkind: optionalText(50),
  summary: optionalText(5000),
  holder: optionalText(300),
  publisher: optionalText(300),
  made_on: optionalDay(),
  made_at: optionalText(300),
  year: year(),
  // Not `form`: an error under that name belongs to no field.
  available_as: optionalText(300),
  retention: optionalText(300),
  url: webAddress(),
});

type Fields = z.output<typeof fields>;

const toFacts = <T extends Fields>({ available_as, ...rest }: T) => ({ ...rest, form: available_as });

/** A sub-kind belongs to one category: whoever chose it need not say the category as well. */
function withCategory(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  const { category, subkind: code } = sent as { category?: unknown; subkind?: unknown };
  const known = SUBKINDS.find((one) => one.code === code);
  return category || !known ? sent : { ...sent, category: known.category };
}

const ofItsCategory = ({ category, subkind: code }: Pick<Fields, 'category' | 'subkind'>) =>
  code === null || subkind(category, code) !== undefined;
const WRONG_SUBKIND = { path: ['subkind'], message: 'catalogue:form.subkindWrong' };

/** Every form that changes a document names the version it was made from. */
export const versioned = z.object({ version: z.coerce.number().int().min(1) });

/** The version of what is proposed for a published document, 0 for none. */
const revision = () => z.coerce.number().int().min(0).default(0);

/**
 * What an editor types about a document: its title, category and sub-kind, and the columns of the DIP (Perki 1/2021
 * Pasal 21(2)); in a published one also what it corrects.
 */
export const documentForm = z
  .preprocess(withCategory, fields.extend({ ...versioned.shape, revision: revision(), correction: optionalText(1000) }))
  .refine(ofItsCategory, WRONG_SUBKIND)
  .transform(toFacts);

const time = () =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'catalogue:form.timeWrong')
    .transform((text) => text || '08:00');

/** What is done with a new document in the same submit. */
export const NEW_ACTIONS = ['draft', 'publish', 'schedule'] as const;

/**
 * A new document: also whose it is, what shall become of it, and the key of the page it was sent from, so that a second
 * click makes no second one. `held`: files of the try before.
 */
export const newDocumentForm = z
  .preprocess(
    withCategory,
    fields.extend({
      body: requiredText(100),
      key: z.string().regex(/^[\w-]{16,64}$/),
      action: z.enum(NEW_ACTIONS).default('draft'),
      publish_day: optionalDay(),
      publish_time: time(),
    }),
  )
  .refine(ofItsCategory, WRONG_SUBKIND)
  .refine(({ action, publish_day }) => action !== 'schedule' || publish_day !== null, {
    path: ['publish_day'],
    message: 'catalogue:form.dayMissing',
  })
  .transform(toFacts);

/** The day and time, in the office's zone, at which a document shall go out. */
export const scheduleForm = versioned.extend({ publish_day: day(), publish_time: time() });

/** Taking a document back needs a reason, which is told to readers. */
export const withdrawForm = versioned.extend({
  reason: requiredText(1000).refine((text) => findingsIn([text]).length === 0, 'personal:error.text'),
});

/** One more link of a document. */
export const linkForm = z.object({
  link_label: optionalText(200),
  link_url: z
    .string()
    .min(1)
    .max(1000)
    .refine(isWebAddress, { error: 'catalogue:form.urlWrong', abort: true })
    .refine((text) => !leadsInside(text), 'catalogue:form.urlInside'),
});

/** What the PPID says to what waits: nothing but yes, or why not. */
export const reviewForm = versioned.extend({ revision: revision() });
/** `compared`: what moved on under a proposal was seen. */
export const approveForm = reviewForm.extend({ compared: z.string().optional() });
export const sendBackForm = reviewForm.extend({ note: requiredText(1000) });
export const reviewMailForm = z.object({ kabar: oneOf(REVIEW_MAIL) });

/** True for an http or https address. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text);
}

/** The tokens of files that a form holds from the try before. */
export function tokensIn(body: unknown): string[] {
  const held = (body as { held?: unknown } | undefined)?.held;
  return (Array.isArray(held) ? held : [held]).filter((one): one is string => typeof one === 'string');
}
