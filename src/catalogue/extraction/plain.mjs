/** Plain text and CSV: UTF-8, UTF-16 with its mark, else Windows-1252, which every byte is. */
export async function readPlain(bytes, { characters }) {
  const text = decode(bytes);
  if (!/[\p{L}\p{Nd}]/u.test(text)) return { outcome: 'no_text', text: '', pages: null };
  const outcome = text.length > characters ? 'partial' : 'read';
  return { outcome, text: text.slice(0, characters), pages: null };
}

function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

// What Windows-1252 has from 0x80 on; Node's own decoder leaves control characters there.
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const windows1252 = (bytes) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (char) => HIGH[char.charCodeAt(0) - 0x80]);

/** Without what no text holds and no database takes; words that a line's end divides are whole again. */
export function clean(text) {
  return text
    .toWellFormed()
    .replace(/\u00ad/g, '')
    .replace(/(\p{L})-\n\s*(?=\p{Ll})/gu, '$1')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
