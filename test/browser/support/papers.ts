import { deflateSync } from 'node:zlib';
import { box, line, pdf } from '../../storage/pdfs';

export type Paper = { name: string; mimeType: string; buffer: Buffer };

/** A picture such as a phone takes of an identity card: a real PNG, grey, with nobody on it. */
export const ktpPicture = (): Paper => ({ name: 'ktp saya.png', mimeType: 'image/png', buffer: png(320, 200) });

/** A document of one page with some lines of text. */
export const document = (name: string, ...lines: string[]): Paper => ({
  name,
  mimeType: 'application/pdf',
  buffer: pdf([lines.map((words, i) => line(words, 760 - 24 * i)).join('\n')]),
});

/** A copy in which a name was covered with a black box and left underneath. */
export const badlyRedacted = (name: string): Paper => ({
  name,
  mimeType: 'application/pdf',
  buffer: pdf([[line('Daftar penerima', 760), line('Slamet Riyadi', 700), box(700)].join('\n')]),
});

function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const pixels = Buffer.alloc((width + 1) * height, 0xc8);
  for (let y = 0; y < height; y++) pixels[y * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
