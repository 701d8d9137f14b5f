/** The list of hashes inside each ZIP; nothing else may be called so. */
export const SUMS = 'SHA256SUMS.txt';

/** In bytes; file systems take 255. */
const LONGEST = 180;
/** What Windows keeps for its devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Names for the files of a ZIP, safe to unpack anywhere: no way out of the folder, nothing a system refuses, no two alike
 * where capitals do not count. A folder is written with `/`. What is safe already stays as it is, in the same order.
 */
export function entryNames(wanted: readonly string[]): string[] {
  const taken = new Set([SUMS.toLowerCase()]);
  return wanted.map((name) => {
    const free = freeName(safePath(name), taken);
    taken.add(free.toLowerCase());
    return free;
  });
}

function safePath(name: string): string {
  const parts = name.toWellFormed().normalize('NFC').split(/[/\\]/);
  const safe = parts.map(safePart).filter((part) => part !== '');
  return safe.join('/') || 'berkas';
}

function safePart(part: string): string {
  const plain = part.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').replace(/[<>:"|?*]/g, '-');
  const short = shortened(trimmed(plain));
  return DEVICE.test(short) ? `_${short}` : short;
}

/** Without dots and spaces around it: the first hide a file, the last are lost on Windows. */
const trimmed = (name: string): string => name.replace(/^[. ]+|[. ]+$/g, '');

/** A long name keeps its ending. */
function shortened(name: string): string {
  const [stem, ending] = split(name);
  const signs = [...stem];
  while (Buffer.byteLength(signs.join('')) + ending.length > LONGEST) signs.pop();
  return signs.length < [...stem].length ? `${trimmed(signs.join(''))}${ending}` : name;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const [stem, ending] = split(name);
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${stem} (${count})${ending}`;
  return free;
}

function split(name: string): [string, string] {
  const ending = /\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}
