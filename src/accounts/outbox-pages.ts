import type { Translate } from '../i18n/catalogue';
import type { OutboxItem, OutboxState } from '../mail/queries';
import type { Format } from '../web/format';
import { withQuery } from '../web/pagination';

const PATH = '/admin/surat-keluar';

/** What an administrator looks for, by the word in the address. */
export const OUTBOX_FILTERS: Readonly<Record<string, readonly OutboxState[]>> = {
  perhatian: ['failed', 'uncertain'],
  menunggu: ['pending', 'claimed', 'handing_over'],
  terkirim: ['sent'],
};

const TONE: Readonly<Record<OutboxState, 'neutral' | 'progress' | 'good' | 'bad'>> = {
  pending: 'progress',
  claimed: 'progress',
  handing_over: 'progress',
  sent: 'good',
  failed: 'bad',
  uncertain: 'bad',
};

/** Letters that the administrator may send again. */
const again = (state: OutboxState): boolean => state === 'failed' || state === 'uncertain';

const status = (t: Translate, state: OutboxState) => ({
  label: t(`accounts:outbox.state.${state}`),
  tone: TONE[state],
});

export type OutboxView = {
  /** False where letters are kept because no mail server is set. */
  carried: boolean;
  filters: { label: string; href: string; current: boolean; count: number }[];
  letters: {
    subject: string;
    href: string;
    recipient: string;
    at: string;
    status: ReturnType<typeof status>;
    problem: string | null;
  }[];
  next: string | null;
  first: string | null;
};

export function outboxView(
  t: Translate,
  fmt: Format,
  given: {
    filter: string | null;
    carried: boolean;
    paged: boolean;
    counts: Partial<Record<OutboxState, number>>;
    items: readonly OutboxItem[];
    next: number | null;
  },
): OutboxView {
  const { filter, counts } = given;
  const sum = (states: readonly OutboxState[]) => states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  const all = Object.keys(TONE) as OutboxState[];
  const choices: [string | null, readonly OutboxState[]][] = [[null, all], ...Object.entries(OUTBOX_FILTERS)];
  return {
    carried: given.carried,
    filters: choices.map(([name, states]) => ({
      label: t(`accounts:outbox.filter.${name ?? 'semua'}`),
      href: withQuery(PATH, { keadaan: name }),
      current: name === filter,
      count: sum(states),
    })),
    letters: given.items.map((item) => ({
      subject: item.subject,
      href: `${PATH}/${item.id}`,
      recipient: item.recipient,
      at: fmt.shortDayTime(item.createdAt),
      status: status(t, item.state),
      problem: again(item.state) ? item.lastError : null,
    })),
    next: given.next === null ? null : withQuery(PATH, { keadaan: filter, sesudah: given.next }),
    first: given.paged ? withQuery(PATH, { keadaan: filter }) : null,
  };
}

export type OutboxLetterView = {
  subject: string;
  status: ReturnType<typeof status>;
  facts: { label: string; value: string | number | null }[];
  /** Null where a mail server carries the letters: then nobody but the addressee reads them. */
  text: string | null;
  /** Where to send it again from, for a letter that failed or whose fate nobody knows. */
  sendAction: string | null;
  uncertain: boolean;
};

export function outboxLetterView(t: Translate, fmt: Format, item: OutboxItem, text: string | null): OutboxLetterView {
  const at = (instant: string | null) => (instant === null ? null : fmt.dayTime(instant));
  return {
    subject: item.subject,
    status: status(t, item.state),
    facts: [
      { label: t('accounts:outbox.recipient'), value: item.recipient },
      { label: t('accounts:outbox.written'), value: at(item.createdAt) },
      { label: t('accounts:outbox.sent'), value: at(item.sentAt) },
      { label: t('accounts:outbox.attempts'), value: item.attempts },
      { label: t('accounts:outbox.problem'), value: item.lastError },
    ],
    text,
    sendAction: again(item.state) ? `${PATH}/${item.id}/kirim` : null,
    uncertain: item.state === 'uncertain',
  };
}
