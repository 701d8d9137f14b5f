import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Keys } from '../secrets/keys';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKey = ({ signing }: Keys): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, signing]), format: 'der', type: 'pkcs8' });

/**
 * The installation's public key as PEM. It follows from `DATA_KEY`, like every other key, so that it is made once and kept
 * where that is kept.
 */
export function publicKeyOf(keys: Keys): string {
  return createPublicKey(privateKey(keys)).export({ type: 'spki', format: 'pem' }).toString();
}

/** An Ed25519 signature, base64. */
export function signText(keys: Keys, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), privateKey(keys)).toString('base64');
}

/** True when `text` was signed with the key; false also where key or signature are no such thing at all. */
export function isSigned(publicKey: string, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** What is signed of a day's head: whose, which day, which seal. */
export function headText(region: string, day: string, seal: string): string {
  return ['portal-audit-head-1', region, day, seal].join('\n');
}
