import { setTimeout as delay } from 'node:timers/promises';
import { type Received, testSmtp } from '../../mail/smtp';

export type Inbox = {
  url: string;
  /** Letters that came since the last call, oldest first. */
  fresh(): Received[];
  /** All letters to somebody. */
  to(address: string): Received[];
  /** The same once there are so many, or after ten seconds: another pass may hold a letter and be sending it. */
  arrived(address: string, count: number): Promise<Received[]>;
  close(): Promise<void>;
};

/** A real SMTP server on loopback, which keeps what it is given. */
export async function openInbox(): Promise<Inbox> {
  const smtp = await testSmtp();
  let seen = 0;
  const to = (address: string) => smtp.received.filter((letter) => letter.to === address);
  return {
    url: smtp.url,
    fresh() {
      const letters = smtp.received.slice(seen);
      seen = smtp.received.length;
      return letters;
    },
    to,
    async arrived(address, count) {
      for (let waited = 0; waited < 20 && to(address).length < count; waited++) await delay(500);
      return to(address);
    },
    close: () => smtp.close(),
  };
}

/** The first address of the portal in a letter that leads to a path. */
export function linkIn(letter: Received | undefined, path: string): string {
  const text = letter?.mail.text ?? '';
  const found = text.match(/https?:\/\/\S+/g)?.find((address) => address.includes(path));
  if (!found) throw new Error(`No link to ${path} in: ${text}`);
  return new URL(found).pathname + new URL(found).search;
}
