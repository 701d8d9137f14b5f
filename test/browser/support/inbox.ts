import { type Received, testSmtp } from '../../mail/smtp';

export type Inbox = {
  url: string;
  /** Letters that came since the last call, oldest first. */
  fresh(): Received[];
  /** All letters to somebody. */
  to(address: string): Received[];
  close(): Promise<void>;
};

/** A real SMTP server on loopback, which keeps what it is given. */
export async function openInbox(): Promise<Inbox> {
  const smtp = await testSmtp();
  let seen = 0;
  return {
    url: smtp.url,
    fresh() {
      const letters = smtp.received.slice(seen);
      seen = smtp.received.length;
      return letters;
    },
    to: (address) => smtp.received.filter((letter) => letter.to === address),
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
