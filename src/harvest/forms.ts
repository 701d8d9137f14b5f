import { z } from 'zod';
import { CATEGORIES } from '../catalogue/categories';
import { subkind } from '../catalogue/subkinds';
import { oneOf, requiredText } from '../web/fields';
import { insideHost, readHosts } from './hosts';

export const KINDS = ['ckan', 'dcat', 'feed', 'table'] as const;
export const EVERY = ['daily', 'weekly'] as const;
/** What a harvest may bring by itself: what is exempt is decided here, never elsewhere. */
export const HARVESTED = CATEGORIES.filter((one) => one !== 'dikecualikan') as [
  'berkala',
  'serta-merta',
  'setiap-saat',
];

const source = z.object({
  name: requiredText(200),
  kind: oneOf(KINDS),
  url: z
    .string()
    .min(1)
    .max(1000)
    .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), 'harvest:form.urlWrong'),
  category: oneOf(HARVESTED),
  subkind: z
    .string()
    .max(60)
    .default('')
    .transform((text) => text || null),
  every: oneOf(EVERY),
  grace: z.coerce
    .number('harvest:form.graceWrong')
    .int()
    .min(0, 'harvest:form.graceWrong')
    .max(365, 'harvest:form.graceWrong'),
});

const fits = (given: { category: (typeof HARVESTED)[number]; subkind: string | null }) =>
  given.subkind === null || subkind(given.category, given.subkind) !== undefined;
const wrong = { path: ['subkind'], message: 'harvest:form.subkindWrong' };

export type SourceFacts = z.output<typeof source>;

/** A source that is changed names the version it was made from. */
export const sourceForm = source.extend({ version: z.coerce.number().int().min(1) }).refine(fits, wrong);

/** A new one also says whose it is, and the page it was sent from, so that a second click makes no second source. */
export const newSourceForm = source
  .extend({ body: requiredText(100), key: z.string().regex(/^[\w-]{16,64}$/) })
  .refine(fits, wrong);

/** What an officer does with a source, or answers to its question. */
export const actionForm = z.object({
  action: oneOf(['run', 'pause', 'resume', 'end', 'remove', 'wait'] as const),
  version: z.coerce.number().int().min(1),
});

/** What an officer does with one item that is gone. */
export const goneForm = z.object({
  item: z.coerce.number().int().min(1).max(2_147_483_647),
  pilihan: oneOf(['withdraw', 'keep'] as const),
});

/** The hosts that may be harvested, one a line; `loopback` where tests serve there. */
export const hostsForm = (loopback: boolean) =>
  z.object({
    hosts: z
      .string()
      .max(10_000)
      .default('')
      .superRefine((text, context) => {
        const { hosts, wrong } = readHosts(text);
        const say = (message: string, params: Record<string, string>) =>
          context.addIssue({ code: 'custom', message, params });
        const [first] = wrong;
        if (first) say('harvest:form.hostWrong', { host: first.slice(0, 100) });
        const inside = hosts.map((host) => insideHost(host, loopback)).find((host) => host !== null);
        // The sentence a source with such an address is refused with.
        if (inside) say('harvest:failure.address_private', { value: inside.slice(0, 100) });
      })
      .transform((text) => readHosts(text).hosts),
  });
