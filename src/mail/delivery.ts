/**
 * What became of one letter.
 * - `sent`: the server took it.
 * - `unreachable`: no conversation came about (network, greeting, sign-in); certainly not sent, and other letters would fare alike.
 * - `deferred`: the server said "not now", or the conversation ended before the letter's first byte; certainly not sent.
 * - `refused`: the server will never take this letter; certainly not sent.
 * - `uncertain`: the conversation ended while the letter was being handed over; it may have been sent.
 */
export type Delivery =
  | { outcome: 'sent'; response: string }
  | { outcome: 'unreachable' | 'deferred' | 'refused' | 'uncertain'; reason: string };

type SmtpError = { message?: string; responseCode?: number; command?: string; code?: string };

/** Reads a failed conversation. `connected`: it had begun; `begun`: bytes of the letter were on their way. */
export function deliveryOf(error: unknown, at: { connected: boolean; begun: boolean }): Delivery {
  const { message, responseCode, command, code } = error as SmtpError;
  const reason = String(message ?? error).slice(0, 500);
  if (!at.connected) return { outcome: 'unreachable', reason };
  if (responseCode === undefined) {
    if (at.begun) return { outcome: 'uncertain', reason };
    // Without an answer of the server's, EENVELOPE is an address that no server could be told.
    return { outcome: code === 'EENVELOPE' ? 'refused' : 'deferred', reason };
  }
  // A permanent answer is about this letter only when it answers the recipient or the letter itself.
  const permanent = responseCode >= 500 && (command === 'RCPT TO' || (command === 'DATA' && at.begun));
  return { outcome: permanent ? 'refused' : 'deferred', reason };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR];

/** Milliseconds to wait after the nth failed attempt (n from 1). A server that comes back should not be kept waiting long. */
export function waitAfter(attempts: number, outcome: Delivery['outcome']): number {
  const wait = WAITS[Math.min(attempts, WAITS.length) - 1] as number;
  return outcome === 'unreachable' ? Math.min(wait, HOUR) : wait;
}

/** True when a letter is given up. A server that cannot be reached says nothing about the letter, however often. */
export function givenUpAfter(attempts: number, outcome: Delivery['outcome']): boolean {
  return attempts >= 10 && outcome !== 'unreachable';
}
