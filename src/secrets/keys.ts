import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Everything that is derived from `DATA_KEY`. One purpose, one key: none of them can stand in for another. */
export type Keys = {
  /** Short public name of the data key, kept in every sealed value so that a wrong key is told apart from damage. */
  id: string;
  seal: Buffer;
  codes: Buffer;
  index: Buffer;
  links: Buffer;
  /** Seed of the Ed25519 key that signs exports of the log; see `audit/signing.ts`. */
  signing: Buffer;
};

const VERSION = 'v1';

/** Derives the portal's keys from 32 bytes given as hex. */
export function deriveKeys(dataKeyHex: string): Keys {
  const master = Buffer.from(dataKeyHex, 'hex');
  if (master.length !== 32) throw new Error('DATA_KEY must be 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, 'portal', purpose, 32));
  return {
    id: derive('id').toString('hex').slice(0, 8),
    seal: derive('seal'),
    codes: derive('codes'),
    index: derive('index'),
    links: derive('links'),
    signing: derive('signing'),
  };
}

/** Seals bytes with AES-256-GCM. `bound` is text that must be the same on opening (what the value belongs to). */
export function sealBytes(key: Buffer, plain: Buffer, bound: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealBytes` made; throws when the key, the bytes or `bound` differ. */
export function openBytes(key: Buffer, sealed: Buffer, bound: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
}

/** Seals a text as `v1.<key id>.<base64url>`. */
export function sealText(keyId: string, key: Buffer, plain: string, bound: string): string {
  return `${VERSION}.${keyId}.${sealBytes(key, Buffer.from(plain, 'utf8'), bound).toString('base64url')}`;
}

/** Opens what `sealText` made with the same key and `bound`. */
export function openText(key: Buffer, sealed: string, bound: string): string {
  const [version, , body] = sealed.split('.');
  if (version !== VERSION || body === undefined) throw new Error('not a sealed value');
  return openBytes(key, Buffer.from(body, 'base64url'), bound).toString('utf8');
}

/** A fresh key for one case, and the same key sealed for the case's row. Destroying the row's value erases the case's personal data. */
export function newCaseKey(keys: Keys, casePublicId: string): { caseKey: Buffer; sealed: string } {
  const caseKey = randomBytes(32);
  return { caseKey, sealed: sealText(keys.id, keys.seal, caseKey.toString('base64'), `case:${casePublicId}`) };
}

/** The key of a case, from what its row keeps. */
export function openCaseKey(keys: Keys, sealed: string, casePublicId: string): Buffer {
  return Buffer.from(openText(keys.seal, sealed, `case:${casePublicId}`), 'base64');
}

// Crockford's base 32: no letter that a person reads as another when a code is read out over a counter.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function base32(bytes: Buffer, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET[byte & 31]).join('');
}

/** The code that opens a case: 16 characters (80 bits) in groups of four, always the same for the same case. */
export function accessCode(keys: Keys, casePublicId: string): string {
  const code = base32(createHmac('sha256', keys.codes).update(casePublicId).digest(), 16);
  return (code.match(/.{4}/g) as string[]).join('-');
}

/** Compares a typed code with the right one in constant time; blanks, hyphens, case and look-alike letters are forgiven. */
export function codeMatches(right: string, typed: string): boolean {
  const clean = (text: string) =>
    text
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1')
      .padEnd(16, '\0')
      .slice(0, 17);
  const a = createHmac('sha256', 'compare').update(clean(right)).digest();
  const b = createHmac('sha256', 'compare').update(clean(typed)).digest();
  return timingSafeEqual(a, b);
}

/** A blind index: equal values give equal marks, and nothing can be read back without the key. */
export function blindIndex(keys: Keys, purpose: string, value: string): string {
  return createHmac('sha256', keys.index).update(`${purpose}\n${value}`).digest('base64url');
}

/** A random token for one-time links and drafts (192 bits). Only its hash is stored. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(24).toString('base64url');
  return { token, hash: tokenHash(token) };
}

/** What is stored of a token. */
export function tokenHash(token: string): string {
  return createHmac('sha256', 'token').update(token).digest('base64url');
}

/** Signs a text for a link; `expires` is an ISO instant that is part of what is signed. */
export function signLink(keys: Keys, subject: string, expires: string): string {
  return createHmac('sha256', keys.links).update(`${subject}\n${expires}`).digest('base64url').slice(0, 32);
}

/** True when the signature is right and `now` (ISO) is before `expires`. */
export function linkIsGood(keys: Keys, subject: string, expires: string, signature: string, now: string): boolean {
  const right = Buffer.from(signLink(keys, subject, expires));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given) && now < expires;
}

/** A public id: random, and sortable by the time it was made (8 + 12 base-32 characters). */
export function newPublicId(at: Date): string {
  let time = at.getTime();
  let head = '';
  for (let i = 0; i < 9; i++) {
    head = ALPHABET[time % 32] + head;
    time = Math.floor(time / 32);
  }
  return (head + base32(randomBytes(12), 12)).toLowerCase();
}
