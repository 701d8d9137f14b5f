import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export type Received = { from: string; to: string; messageId: string; mail: Email };

/** What the server does to a letter: takes it, or answers, or is gone while the letter is on its way. */
export type Behaviour = 'ok' | 'drop' | 'take-and-drop' | { rcpt: number } | { data: number };

export type TestSmtp = {
  url: string;
  received: Received[];
  /** Chosen for each letter by its recipient. */
  behave(choose: (to: string) => Behaviour): void;
  /** Milliseconds that taking a letter lasts. */
  slow(ms: number): void;
  close(): Promise<void>;
};

/** A real SMTP server on loopback, on `port` or a free one. */
export async function testSmtp(port = 0): Promise<TestSmtp> {
  const received: Received[] = [];
  let choose: (to: string) => Behaviour = () => 'ok';
  let delay = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(address, _session, done) {
      const behaviour = choose(address.address);
      done(typeof behaviour === 'object' && 'rcpt' in behaviour ? refusal(behaviour.rcpt) : undefined);
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', async () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const behaviour = choose(to);
        if (behaviour === 'drop') return cut(server, session);
        if (typeof behaviour === 'object' && 'data' in behaviour) return done(refusal(behaviour.data));
        const mail = await PostalMime.parse(Buffer.concat(pieces));
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        received.push({ from, to, messageId: mail.messageId ?? '', mail });
        if (behaviour === 'take-and-drop') return cut(server, session);
        setTimeout(done, delay);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: found } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${found}`,
    received,
    behave: (next) => {
      choose = next;
    },
    slow: (ms) => {
      delay = ms;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(code: number): Error {
  return Object.assign(new Error(`${code} says the server`), { responseCode: code });
}

function cut(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections as Set<{ session: SMTPServerSession; _socket: { destroy(): void } }>) {
    if (connection.session.id === session.id) connection._socket.destroy();
  }
}
