import type { Translate } from '../../i18n/catalogue';
import { maskName, maskNumber, openIdentity } from '../../requests/identity';
import { AREAS, type Area, anyCasePath } from '../../requests/staff/areas';
import type { Item } from '../../requests/staff/items';
import type { Keys } from '../../secrets/keys';
import type { Format } from '../../web/format';
import { OBJECTION_GROUNDS } from '../../workflow/objection-facts';
import { answerOf, responseOf } from '../words';
import { objectionPath } from './areas';
import type { ObjectionLineRow } from './list-queries';

export type RegisterColumn = { key: string; label: string; head: boolean; numeric: boolean };
export type RegisterRow = Record<string, Item['value']>;

const PLAIN = { head: false, numeric: false };
const GROUND = (letter: string) => `ground_${letter}`;

/**
 * The columns of the register of objections: Perki 1/2021 Pasal 43(2) a–i, and what Lampiran XI adds: a tick for each
 * ground, the superior's decision, his name and position, and what the objector said to it.
 */
export function registerColumns(t: Translate): RegisterColumn[] {
  const column = (key: string): RegisterColumn => ({ ...PLAIN, key, label: t(`objections:register.${key}`) });
  return [
    { ...column('number'), head: true },
    column('received_on'),
    column('identity'),
    column('request'),
    column('details'),
    column('purpose'),
    ...OBJECTION_GROUNDS.map((letter) => ({ ...PLAIN, key: GROUND(letter), label: letter })),
    column('position'),
    column('decision'),
    column('reasons'),
    column('answered_on'),
    column('superior'),
    column('response'),
  ];
}

/** One line of the register. Who objects is shown only as far as the area may see it. */
export function registerRow(
  row: ObjectionLineRow,
  { area, keys, t, fmt }: { area: Area; keys: Keys; t: Translate; fmt: Format },
): RegisterRow {
  const answer = answerOf(keys, row);
  const ticks = OBJECTION_GROUNDS.map((letter) => [GROUND(letter), row.ground === letter ? '✓' : null]);
  return {
    number: { text: row.number, href: objectionPath(area, row.number) },
    received_on: fmt.shortDay(row.received_on),
    identity: identityLines(row, area, keys, t),
    request: row.request_number
      ? { text: row.request_number, href: anyCasePath(area, 'request', row.request_number) }
      : null,
    details: row.details,
    purpose: row.purpose,
    ...Object.fromEntries(ticks),
    position: row.position,
    decision: row.outcome
      ? t(`workflow:objection.outcome.${row.outcome}`)
      : row.state === 'registered'
        ? null
        : t(`workflow:objection.state.${row.state}`),
    reasons: answer?.reasons ?? null,
    answered_on: row.answered_on && fmt.day(row.answered_on),
    superior: answer && [answer.by.name, answer.by.office].filter(Boolean),
    response: responseOf(keys, row),
  };
}

function identityLines(row: ObjectionLineRow, area: Area, keys: Keys, t: Translate): string[] {
  const kind = t(`workflow:requester_kind.${row.requester_kind}`);
  const identity = openIdentity(keys, row);
  if (!identity) return [kind, t('desk:identity.erased')];
  const named = AREAS[area].identity === 'named';
  const words = (text: string | null) => (text === null || named ? text : maskName(text));
  const { name, identity_number, address, phone, email, proxy } = identity;
  return [
    words(name),
    kind,
    maskNumber(identity_number),
    words(address),
    phone && (named ? phone : maskNumber(phone)),
    words(email),
    proxy && t('objections:register.proxy', { name: words(proxy.name) }),
  ].filter((line): line is string => line !== null);
}
