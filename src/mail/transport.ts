import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Config } from '../config';
import { type Delivery, deliveryOf } from './delivery';

/** One letter as it leaves. `messageId` is what the outbox row keeps: the part before the `@`. */
export type OutgoingMail = {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** The address at which one POST ends the alerts this letter is one of. */
  unsubscribe?: string;
  /** The instant in the Date header. */
  date: Date;
};

export type MailTransport = {
  /** False without SMTP_URL: letters stay in the outbox. */
  configured: boolean;
  /** A conversation with the server, opened at its first letter and used again for the next. */
  session(): MailSession;
};

export type MailSession = {
  /**
   * Sends one letter. `beforeBody` runs after the server took sender and recipient and before the first byte of the
   * letter: until then it has certainly not been sent. When it throws, the conversation is broken off and nothing was sent.
   */
  send(mail: OutgoingMail, beforeBody: () => Promise<void>): Promise<Delivery>;
  close(): void;
};

// Well under the five minutes after which another sweep takes a claim over.
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, dnsTimeout: 15_000 };

/** The transport that the settings ask for. Letters come from `ORG_EMAIL`, under the office's name. */
export function mailTransport(config: Pick<Config, 'smtpUrl' | 'org'>): MailTransport {
  return { configured: config.smtpUrl !== '', session: () => smtpSession(config) };
}

function smtpSession({ smtpUrl, org }: Pick<Config, 'smtpUrl' | 'org'>): MailSession {
  let open: SMTPConnection | undefined;
  const drop = () => {
    // What state a failed conversation is in is anybody's guess: the next letter begins a new one.
    open?.close();
    open = undefined;
  };
  return {
    close() {
      open?.quit();
      open = undefined;
    },
    async send(mail, beforeBody) {
      const content = await compose(mail, org);
      for (;;) {
        const reused = open !== undefined;
        const at = { connected: false, begun: false };
        try {
          open ??= await connectTo(smtpUrl);
          at.connected = true;
          const body = bodyOf(content, beforeBody, at);
          return { outcome: 'sent', response: await handOver(open, org.email, mail.to, content.length, body) };
        } catch (error) {
          drop();
          const delivery = deliveryOf(error, at);
          // A server may end a long conversation between two letters: that says nothing about this one.
          if (!(reused && delivery.outcome === 'deferred')) return delivery;
        }
      }
    },
  };
}

/** A stream that is read only when the server waits for the letter, so `beforeBody` runs at that very moment. */
function bodyOf(content: Buffer, beforeBody: () => Promise<void>, at: { begun: boolean }): Readable {
  return Readable.from(
    (async function* () {
      await beforeBody();
      at.begun = true;
      yield content;
    })(),
  );
}

function handOver(connection: SMTPConnection, from: string, to: string, size: number, body: Readable): Promise<string> {
  return new Promise((resolve, reject) =>
    connection.send({ from, to: [to], size }, body, (error, info) =>
      error ? reject(error) : resolve(String(info?.response ?? '')),
    ),
  );
}

async function connectTo(url: string): Promise<SMTPConnection> {
  const options = parseConnectionUrl(url);
  const connection = new SMTPConnection({ ...options, ...TIMEOUTS } as ConstructorParameters<typeof SMTPConnection>[0]);
  await new Promise<void>((resolve, reject) => {
    connection.on('error', reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  const { auth } = options;
  if (auth) {
    await new Promise<void>((resolve, reject) =>
      connection.login(auth, (error) => (error ? reject(error) : resolve())),
    ).catch((error) => {
      connection.close();
      throw error;
    });
  }
  return connection;
}

function compose(mail: OutgoingMail, org: Config['org']): Promise<Buffer> {
  return new MailComposer({
    from: { name: org.name, address: org.email },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html ? { html: mail.html } : {}),
    messageId: `<${mail.messageId}@${org.email.split('@')[1] ?? 'localhost'}>`,
    date: mail.date,
    // RFC 3834: no out-of-office note comes back to the office.
    headers: { 'Auto-Submitted': 'auto-generated', ...(mail.unsubscribe ? oneClick(mail.unsubscribe) : {}) },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  })
    .compile()
    .build();
}

/** RFC 8058: the mail program's own button ends the alerts by one POST, without a page in between. */
const oneClick = (address: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${address}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});
