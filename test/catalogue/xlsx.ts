import { crc32 } from 'node:zlib';

/** A formula, with the result that was saved (text, number or `error`), or none. */
export type Formula = { formula: string; saved?: string | number; error?: string };
type Given = string | number | Formula | null;

export type SheetGiven = { name: string; rows: readonly (readonly Given[])[]; hidden?: boolean };

/** A work sheet as an XLSX file, as small as the format allows; null leaves a cell out. `merged`: `['A1:C1']`. */
export function xlsx(rows: readonly (readonly Given[])[], merged: readonly string[] = []): Buffer {
  return workBook([{ name: 'DIP', rows }], merged);
}

/** A work book of several sheets; `merged` of the first. */
export function workBook(sheets: readonly SheetGiven[], merged: readonly string[] = []): Buffer {
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const merges = merged.length
    ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
    : '';
  const part = (n: number) => `worksheets/sheet${n + 1}.xml`;
  const overrides = sheets
    .map(
      (_, n) =>
        `<Override PartName="/xl/${part(n)}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
    )
    .join('');
  const tags = sheets.map(
    ({ name, hidden }, n) =>
      `<sheet name="${name.replace(/&/g, '&amp;')}" sheetId="${n + 1}"${hidden ? ' state="hidden"' : ''} r:id="r${n + 1}"/>`,
  );
  const links = sheets.map((_, n) => `<Relationship Id="r${n + 1}" Type="${office}/worksheet" Target="${part(n)}"/>`);
  return zip({
    '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${overrides}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${tags.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}">${links.join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, n) => [
        `xl/${part(n)}`,
        `<worksheet xmlns="${main}"><sheetData>${rowsXml(rows)}</sheetData>${n === 0 ? merges : ''}</worksheet>`,
      ]),
    ),
  });
}

const rowsXml = (rows: readonly (readonly Given[])[]): string =>
  rows.map((cells, r) => `<row r="${r + 1}">${cells.map((cell, c) => cellXml(cell, r, c)).join('')}</row>`).join('');

function cellXml(cell: Given, row: number, column: number): string {
  if (cell === null) return '';
  const at = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') {
    const { formula, saved, error } = cell;
    if (error) return `<c r="${at}" t="e"><f>${formula}</f><v>${error}</v></c>`;
    if (saved === undefined) return `<c r="${at}"><f>${formula}</f><v></v></c>`;
    return `<c r="${at}"${typeof saved === 'string' ? ' t="str"' : ''}><f>${formula}</f><v>${saved}</v></c>`;
  }
  const text = cell.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** A ZIP archive whose entries are stored as they are. */
function zip(entries: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
