import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

// XML 1.0 knows no other control characters, escaped or not: one in a title would break the whole document.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** An XML document of a tree: keys are elements, `@key` attributes, `#text` the text beside attributes. */
export function xmlOf(tree: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(clean(tree))}`;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(FORBIDDEN, '');
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
}
