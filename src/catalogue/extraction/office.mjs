/**
 * The text of DOCX, XLSX, PPTX, ODT and ODS: their parts are unpacked and parsed as a stream that stops at the limits, so
 * that a part which unpacks to gigabytes costs no more than a long one. No entity of a document type is ever expanded.
 */
import { StringDecoder } from 'node:string_decoder';
import sax from 'sax';
import yauzl from 'yauzl';

/** Which parts hold text, in the order in which they are read, and in which elements it stands. */
export const KINDS = {
  docx: { parts: /^word\/(document|footnotes|endnotes)\.xml$/, text: ['t'], ends: ['p', 'tab', 'br', 'tc'] },
  xlsx: { parts: /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/, text: ['t'], ends: ['si', 'c'] },
  pptx: { parts: /^ppt\/slides\/slide\d+\.xml$/, text: ['t'], ends: ['p', 'br'] },
  odf: { parts: /^content\.xml$/, text: ['p', 'h'], ends: ['p', 'h', 's', 'tab', 'line-break'] },
};
/**
 * The same where nothing may be missed: cells that hold numbers, heads, feet, notes and comments too. `values`: also what a
 * cell keeps where it shows something else.
 */
export const WHOLE = {
  docx: {
    ...KINDS.docx,
    parts: /^word\/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/,
    // What was struck out while changes are tracked is in the file all the same.
    text: ['t', 'delText'],
  },
  xlsx: {
    parts: /^xl\/(sharedStrings|worksheets\/sheet\d+|comments\d*|threadedComments\/threadedComment\d*)\.xml$/,
    text: ['t', 'v', 'text'],
    ends: ['si', 'c', 'comment', 'threadedComment'],
  },
  pptx: { ...KINDS.pptx, parts: /^ppt\/(slides\/slide|notesSlides\/notesSlide)\d+\.xml$/ },
  odf: { ...KINDS.odf, parts: /^(content|styles)\.xml$/, values: true },
};
const MOST_ENTRIES = 10_000;
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

export async function readOffice(given, kind, limits, until) {
  const bytes = Buffer.from(given);
  // An Office file with a password is no ZIP but the older container with the encrypted ZIP inside.
  if (bytes.subarray(0, 4).equals(COMPOUND)) return { outcome: 'locked', text: '', pages: null };
  const zip = await opened(bytes);
  const entries = await wanted(zip, kind.parts);
  if (entries.length === 0) return { outcome: 'broken', text: '', pages: null };
  if (entries.some((entry) => entry.isEncrypted())) return { outcome: 'locked', text: '', pages: null };
  const state = {
    text: '',
    left: limits.unpackedMb * 1024 * 1024,
    until,
    characters: limits.characters,
    stopped: null,
  };
  for (const entry of entries) {
    if (!state.stopped) await readPart(zip, entry, kind, state);
  }
  const found = /[\p{L}\p{Nd}]/u.test(state.text);
  if (!found) return { outcome: state.stopped ?? 'no_text', text: '', pages: null };
  return { outcome: state.stopped ? 'partial' : 'read', text: state.text.slice(0, limits.characters), pages: null };
}

const opened = (bytes) =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });

function wanted(zip, parts) {
  return new Promise((resolve, reject) => {
    const found = [];
    let seen = 0;
    zip.on('error', reject);
    zip.on('end', () =>
      resolve(found.sort((a, b) => a.fileName.length - b.fileName.length || (a.fileName < b.fileName ? -1 : 1))),
    );
    zip.on('entry', (entry) => {
      seen += 1;
      if (seen > MOST_ENTRIES) return resolve(found);
      if (parts.test(entry.fileName)) found.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function readPart(zip, entry, kind, state) {
  const stream = await new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const parser = parserFor(kind, state);
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of stream) {
      state.left -= chunk.length;
      if (state.left < 0) state.stopped = 'too_large';
      else if (performance.now() > state.until) state.stopped = 'too_heavy';
      else if (state.text.length > state.characters) state.stopped = 'partial';
      if (state.stopped) break;
      parser.write(decoder.write(chunk));
    }
    if (!state.stopped) parser.close();
  } finally {
    stream.destroy();
  }
}

// A long number is shown as 3,32E+15 by a cell that is too narrow for it.
const LONG_NUMBER = /^\d(\.?\d){10,}(E\+?\d+)?$/i;

function parserFor({ text, ends, values = false }, state) {
  const parser = sax.parser(true, { trim: false, normalize: false });
  let depth = 0;
  let cell = null;
  const local = (name) => name.slice(name.indexOf(':') + 1);
  parser.onopentag = ({ name, attributes }) => {
    if (text.includes(local(name))) depth += 1;
    if (!values || local(name) !== 'table-cell') return;
    const value = String(attributes['office:value'] ?? '');
    cell = LONG_NUMBER.test(value) ? { value, from: state.text.length } : null;
  };
  parser.onclosetag = (name) => {
    if (cell && local(name) === 'table-cell') {
      if (!state.text.slice(cell.from).includes(cell.value)) state.text += `${cell.value}\n`;
      cell = null;
    }
    if (text.includes(local(name))) depth -= 1;
    if (ends.includes(local(name)) && !state.text.endsWith('\n')) state.text += local(name) === 's' ? ' ' : '\n';
  };
  parser.ontext = (piece) => {
    if (depth > 0) state.text += piece;
  };
  parser.onerror = (error) => {
    throw error;
  };
  return parser;
}
