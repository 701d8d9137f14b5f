import type { Config } from '../config';
import type { DbOrTrx } from '../db/connect';
import type { Translate } from '../i18n/catalogue';
import { commissionOf } from '../letters/commission-queries';
import { overridesOf } from '../terms/queries';
import { allTerms, termsOn } from '../workflow/terms';
import type { Marks } from './marks';

type Asked = { regionId: number; config: Pick<Config, 'org' | 'baseUrl'>; today: string };

/** What the marks of a text mean on a day: the office of the settings, the commission, and each term as it is in force. */
export async function marksOn(db: DbOrTrx, { regionId, config, today }: Asked, t: Translate): Promise<Marks> {
  const [commission, overrides] = await Promise.all([commissionOf(db, regionId), overridesOf(db, regionId)]);
  const kept = termsOn(overrides, today);
  const { org } = config;
  const lengths = allTerms().map(({ code, unit, length }) => {
    const own = kept && code in kept ? kept[code as keyof typeof kept]?.length : undefined;
    return [`jangka:${code}`, t(`workflow:unit.${unit}`, { count: own ?? length })] as const;
  });
  const { name, address, email, phone, website } = commission;
  return {
    kantor: org.name,
    daerah: org.region,
    alamat: org.address,
    surel: org.email,
    telepon: org.phone,
    situs: config.baseUrl,
    komisi: [name, address, email, phone, website].filter(Boolean).join(', '),
    ...Object.fromEntries(lengths),
  };
}
