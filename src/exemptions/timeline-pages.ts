import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';

type Event = { kind: string; occurred_at: string; payload: string };
type Payload = {
  actor: { role: string; name: string | null };
  changes: Record<string, [unknown, unknown]>;
  detail: { note?: string; step?: string; decree?: string; number?: string; paper?: string };
};

const TONE: Readonly<Record<string, 'info' | 'good' | 'bad' | 'progress' | 'ended'>> = {
  test_begun: 'info',
  approved_by_delegate: 'good',
  approval_declined: 'bad',
  exemption_decided: 'good',
  reminded: 'progress',
  exemption_expired: 'info',
  exemption_opened: 'info',
  opened_by_ruling: 'info',
  exemption_changed: 'ended',
  test_dropped: 'ended',
};

/** What happened to an exemption, the newest first, with who did it. */
export function exemptionTimeline(events: readonly Event[], t: Translate, fmt: Format) {
  return events.map(({ kind, occurred_at, payload }) => {
    const { actor, detail } = JSON.parse(payload) as Payload;
    const step = kind === 'reminded' && detail.step ? detail.step.replace(/_\d+$/, '') : null;
    return {
      title: t(`exemptions:event.${kind}`),
      at: fmt.dayTime(occurred_at),
      datetime: occurred_at,
      who:
        actor.role === 'system'
          ? t('exemptions:system')
          : [actor.name, t(`exemptions:role.${actor.role}`)].filter(Boolean).join(', '),
      detail:
        [
          step && t(`exemptions:reminded.${step}`),
          detail.paper && t(`exemptions:paper.${detail.paper}`),
          detail.decree,
          detail.note,
        ]
          .filter(Boolean)
          .join('\n') || null,
      tone: TONE[kind] ?? ('neutral' as const),
      files: [],
    };
  });
}
