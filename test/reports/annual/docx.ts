import { posix } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => String(match[1]));

/**
 * What an office program would stumble over in a DOCX: text that is no XML, a part that nothing describes, a relation that
 * leads nowhere, a style that is not there, a table whose rows differ; what a screen reader would: headings that skip a
 * level, a table without a head, no language, no title; and what was seen in one: columns all alike, headings in another
 * typeface, pages without a number.
 */
export function docxFaults(bytes: Uint8Array): string[] {
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
  const faults: string[] = [];
  const say = (broken: boolean, what: string) => {
    if (broken) faults.push(what);
  };
  const types = parts.get('[Content_Types].xml') ?? '';
  const endings = new Set(all(types, /<Default[^>]*Extension="([^"]+)"/g));
  const overrides = all(types, /<Override[^>]*PartName="([^"]+)"/g);
  for (const one of overrides) say(!parts.has(one.slice(1)), `described and not there: ${one}`);
  for (const [name, text] of parts) {
    if (/\.(xml|rels)$/.test(name)) say(XMLValidator.validate(text) !== true, `no XML: ${name}`);
    if (name === '[Content_Types].xml') continue;
    say(!endings.has(name.split('.').at(-1) ?? '') && !overrides.includes(`/${name}`), `not described: ${name}`);
    if (!name.endsWith('.rels')) continue;
    const from = posix.dirname(posix.dirname(name));
    for (const [relation] of text.matchAll(/<Relationship [^>]*>/g)) {
      if (/TargetMode="External"/.test(relation)) continue;
      const target = /Target="([^"]+)"/.exec(relation)?.[1] ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(from, target);
      say(!parts.has(path), `leads nowhere: ${name} ${target}`);
    }
  }
  const main = parts.get('word/document.xml') ?? '';
  const styles = parts.get('word/styles.xml') ?? '';
  const known = new Set(all(styles, /<w:style [^>]*w:styleId="([^"]+)"/g));
  const feet = [...parts].filter(([name]) => /^word\/footer\d*\.xml$/.test(name)).map(([, text]) => text);
  say(!/<w:footerReference /.test(main) || !feet.some((foot) => />PAGE<.*>NUMPAGES</s.test(foot)), 'no page number');
  for (const style of new Set(all([main, ...feet].join(''), /<w:(?:p|r|tbl)Style w:val="([^"]+)"/g)))
    say(!known.has(style), `no such style: ${style}`);
  for (const style of new Set(all(main, /<w:pStyle w:val="(Heading\d)"/g))) {
    const [said = ''] = new RegExp(`<w:style [^>]*w:styleId="${style}".*?</w:style>`, 's').exec(styles) ?? [];
    say(!/<w:outlineLvl w:val="\d"/.test(said), `no level: ${style}`);
    say(!/<w:rFonts [^>]*w:ascii="Calibri"/.test(said), `another typeface: ${style}`);
  }
  const levels = all(main, /<w:pStyle w:val="(Title|Heading\d)"/g).map((one) =>
    one === 'Title' ? 0 : Number(one.slice(-1)),
  );
  say(levels[0] !== 0, 'no title');
  for (const [i, level] of levels.entries())
    say(i > 0 && level > (levels[i - 1] ?? 0) + 1, `heading ${i} skips a level`);
  for (const [table] of main.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)) {
    const rows = [...table.matchAll(/<w:tr>.*?<\/w:tr>|<w:tr [^>]*>.*?<\/w:tr>/gs)].map(([row]) => row);
    const cells = new Set(rows.map((row) => row.split('<w:tc>').length - 1));
    say(cells.size !== 1, `rows of ${[...cells].join(' and ')} cells`);
    say(!/<w:tblHeader/.test(rows[0] ?? ''), 'a table without a head');
    say(!/<w:tblGrid>/.test(table), 'a table without a grid');
    const widths = all(table, /<w:gridCol w:w="(\d+)"/g).map(Number);
    const whole = widths.reduce((sum, one) => sum + one, 0);
    say(whole !== 9026 || new Set(widths).size < 2, `columns of ${widths.join(', ')}`);
  }
  say(!/<w:lang [^>]*w:val="id-ID"/.test(styles), 'no language');
  say(!/<dc:title>[^<]+<\/dc:title>/.test(parts.get('docProps/core.xml') ?? ''), 'no title in the properties');
  return faults;
}
