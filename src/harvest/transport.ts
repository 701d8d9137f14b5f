import { lookup as resolveName } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { allowedUrl, type Bounds, mayConnect } from './hosts';
import { Refused } from './refused';

export type Limits = {
  /** Of one answer, as it is sent and as it unpacks. */
  mostBytes: number;
  /** Without a byte. */
  idleMs: number;
  /** From the first word to the last, redirects included. */
  wholeMs: number;
  /** Of all pages of one run together; the next run goes on behind them. Well under the time for which a run is claimed. */
  runMs: number;
};

/** A feed of 50 MB is refused: no agency's list is a quarter of that. */
export const LIMITS: Limits = { mostBytes: 20 * 1024 * 1024, idleMs: 15_000, wholeMs: 90_000, runMs: 180_000 };

/** What the source said of its state the last time. */
export type Known = { etag: string | null; lastModified: string | null };

export type Answer = { same: true } | ({ same: false; body: Buffer; url: string } & Known);

/** Reads one address within bounds. Throws `Refused` with the reason when it cannot be had. */
export type Fetch = (address: string, known?: Known) => Promise<Answer>;

const MOST_REDIRECTS = 5;
const AGENT = 'PortalInformasiPublik/1 (panen)';

/** A reader of addresses; each redirect is judged as the first address was. */
export function fetcher(bounds: Bounds, limits: Limits = LIMITS, stop?: AbortSignal): Fetch {
  return async (address, known = { etag: null, lastModified: null }) => {
    const late = AbortSignal.timeout(limits.wholeMs);
    const signal = stop ? AbortSignal.any([late, stop]) : late;
    try {
      let url = allowedUrl(address, bounds);
      for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
        const answer = await ask(url, bounds, limits, known, signal);
        if (!('to' in answer)) return answer;
        url = allowedUrl(URL.canParse(answer.to, url.href) ? new URL(answer.to, url) : answer.to, bounds);
      }
      throw new Refused('too_many_redirects', String(MOST_REDIRECTS));
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (late.aborted) throw new Refused('too_slow', String(limits.wholeMs / 1000));
      throw new Refused(isNameError(error) ? 'host_unknown' : 'unreachable', new URL(address).host);
    }
  };
}

const isNameError = (error: unknown): boolean => /ENOTFOUND|EAI_AGAIN|ENODATA/.test(String((error as Error).message));

/**
 * Resolves a name and hands over only what was judged: the connection is made to that very address, so that a name that
 * answers otherwise the next time leads nowhere else.
 */
function guarded(loopback: boolean): LookupFunction {
  return (hostname, options, done) => {
    resolveName(hostname, { all: true }, (error, found) => {
      if (error) return done(error, '', 4);
      const inside = found.find(({ address }) => !mayConnect(address, loopback));
      const [first] = found;
      if (inside || !first) return done(new Refused('address_private', hostname), '', 4);
      if (options.all) return done(null, [first] as never);
      done(null, first.address, first.family);
    });
  };
}

function ask(
  url: URL,
  { loopback }: Bounds,
  limits: Limits,
  { etag, lastModified }: Known,
  signal: AbortSignal,
): Promise<Answer | { to: string }> {
  return new Promise((resolve, reject) => {
    const kit = url.protocol === 'https:' ? https : http;
    const headers: Record<string, string> = {
      'User-Agent': AGENT,
      Accept: '*/*',
      'Accept-Encoding': 'gzip, deflate, br',
    };
    if (etag) headers['If-None-Match'] = etag;
    if (lastModified) headers['If-Modified-Since'] = lastModified;
    const lookup = guarded(loopback);
    const asked = kit.get(url, { headers, lookup, signal, agent: false, timeout: limits.idleMs }, (res) => {
      answerOf(res, url, limits)
        .then(resolve, reject)
        .finally(() => asked.destroy());
    });
    asked.on('timeout', () => asked.destroy(new Refused('too_slow', String(limits.idleMs / 1000))));
    // A literal address is not looked up: what the line really leads to is judged here too.
    asked.on('socket', (socket) =>
      socket.once('connect', () => {
        if (!mayConnect(socket.remoteAddress ?? '', loopback)) asked.destroy(new Refused('address_private', url.host));
      }),
    );
    asked.on('error', reject);
  });
}

async function answerOf(res: http.IncomingMessage, url: URL, limits: Limits): Promise<Answer | { to: string }> {
  const status = res.statusCode ?? 0;
  if (status === 304) return { same: true };
  if ([301, 302, 303, 307, 308].includes(status)) return { to: res.headers.location ?? '' };
  if (status !== 200) throw new Refused('status', String(status));
  const tooLarge = () => new Refused('too_large', String(Math.round(limits.mostBytes / 1024 / 1024)));
  if (Number(res.headers['content-length'] ?? 0) > limits.mostBytes) throw tooLarge();
  const body = await bytesOf(res, limits.mostBytes, tooLarge);
  const { etag = null, 'last-modified': lastModified = null } = res.headers;
  return { same: false, body, url: url.href, etag, lastModified };
}

/** Counts what comes and what it unpacks to: a bomb of some kilobytes ends at the same limit as a long answer. */
async function bytesOf(res: http.IncomingMessage, most: number, tooLarge: () => Refused): Promise<Buffer> {
  const unpack = unpacker(res.headers['content-encoding']);
  let sent = 0;
  res.on('data', (piece: Buffer) => {
    sent += piece.length;
    if (sent > most) res.destroy(tooLarge());
  });
  const stream: Readable = unpack ? res.pipe(unpack) : res;
  if (unpack) res.on('error', (error) => unpack.destroy(error));
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > most) throw tooLarge();
      pieces.push(piece);
    }
  } catch (error) {
    if (/^Z_/.test(String((error as { code?: unknown }).code))) throw new Refused('encoding');
    throw error;
  } finally {
    res.destroy();
  }
  return Buffer.concat(pieces);
}

function unpacker(encoding = 'identity') {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === 'identity') return null;
  throw new Refused('encoding', encoding);
}
