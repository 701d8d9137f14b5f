/** A small PDF written by hand: one content stream a page, Helvetica as /F1, and optional extra objects. */
export function pdf(pages: string[], extra: { annotations?: string[]; xobject?: string } = {}): Buffer {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const stream = (content: string, dict = ''): string =>
    `<< ${dict} /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`;
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const glass = add('<< /Type /ExtGState /ca 0.3 >>');
  const form = extra.xobject
    ? add(
        stream(
          extra.xobject,
          `/Type /XObject /Subtype /Form /BBox [0 0 1000 1000] /Resources << /Font << /F1 ${font} 0 R >> >>`,
        ),
      )
    : 0;
  const kids = pages.map((content) => {
    const body = add(stream(content));
    const annots = (extra.annotations ?? []).map((dict) => `${add(`<< /Type /Annot ${dict} >>`)} 0 R`);
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${body} 0 R /Annots [${annots.join(' ')}] ` +
        `/Resources << /Font << /F1 ${font} 0 R >> /ExtGState << /Glass ${glass} 0 R >> ` +
        `${form ? `/XObject << /X1 ${form} 0 R >>` : ''} >> >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** A line of black text at (72, y). */
export const line = (text: string, y: number, before = '0 g'): string =>
  `BT ${before} /F1 12 Tf 72 ${y} Td (${text}) Tj ET`;

/** A black box over the text line at (72, y). */
export const box = (y: number, width = 200, colour = '0 g'): string => `q ${colour} 70 ${y - 4} ${width} 18 re f Q`;
