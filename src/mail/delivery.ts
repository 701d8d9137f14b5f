/**
 * What became of one letter.
 * - `sent`: the server took it.
 * - `unreachable`: no conversation came about (network, greeting, sign-in); certainly not sent, and other letters would fare alike.
 * - `deferred`: the server said "not now", or the conversation ended before the letter's first byte; certainly not sent.
 * - `refused`: the server will never take this letter; certainly not sent. `noSuchAddress`: because nobody can be reached
 *   under its address, now or later.
 * - `uncertain`: the conversation ended while the letter was being handed over; it may have been sent.
 */
export type Delivery =
  | { outcome: 'sent'; response: string }
  | { outcome: 'refused'; reason: string; noSuchAddress: boolean }
  | { outcome: 'unreachable' | 'deferred' | 'uncertain'; reason: string };

type SmtpError = { message?: string; response?: string; responseCode?: number; command?: string; code?: string };

/** Reads a failed conversation. `connected`: it had begun; `begun`: bytes of the letter were on their way. */
export function deliveryOf(error: unknown, at: { connected: boolean; begun: boolean }): Delivery {
  const { message, response, responseCode, command, code } = error as SmtpError;
  const reason = String(message ?? error).slice(0, 500);
  if (!at.connected) return { outcome: 'unreachable', reason };
  if (responseCode === undefined) {
    if (at.begun) return { outcome: 'uncertain', reason };
    // Without an answer of the server's, EENVELOPE is an address that no server could be told.
    return code === 'EENVELOPE' ? { outcome: 'refused', reason, noSuchAddress: true } : { outcome: 'deferred', reason };
  }
  // A permanent answer is about this letter only when it answers the recipient or the letter itself.
  const permanent = responseCode >= 500 && (command === 'RCPT TO' || (command === 'DATA' && at.begun));
  if (!permanent) return { outcome: 'deferred', reason };
  return { outcome: 'refused', reason, noSuchAddress: isAboutAddress(command === 'RCPT TO', response ?? reason) };
}

/**
 * Whether a permanent answer says that the address is nobody's. An enhanced code (RFC 3463) tells: 5.1.x is the address,
 * 5.2.1 a mailbox that is closed; 5.7.x is the server's policy and 5.2.2 a full box, which say nothing of whose it is.
 * Without one, a refusal of the recipient is about him, unless it speaks of passing letters on: then it is about us.
 */
function isAboutAddress(atRecipient: boolean, response: string): boolean {
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0];
  if (enhanced) return /^5\.1\.|^5\.2\.1$/.test(enhanced);
  return atRecipient && !/relay|denied|block|spam|polic|blacklist|spf|dmarc/i.test(response);
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
