import type { Decision } from '../../letters/facts';

/**
 * What stays of a decision: its kind, dates, numbers and grounds, from which figures and registers are made. What an
 * officer wrote about the asker's matter goes; `gone` stands where the text was.
 */
export function maskedDecision(decision: Decision & { ground?: string | null }, gone: string): Decision {
  const { kind, under_control, because, format, cost, provide_days, promised_on, available_on, ground } = decision;
  const { exemption, redactions, holder } = decision;
  const kept = { because, format, cost, provide_days, promised_on, available_on, ground, holder };
  return {
    ...(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as Partial<Decision>),
    ...{ kind, under_control, considerations: gone },
    ...(exemption ? { exemption: { ...exemption, title: gone } } : {}),
    ...(redactions ? { redactions: redactions.map((one) => ({ part: gone, ground: one.ground, reason: gone })) } : {}),
  };
}
