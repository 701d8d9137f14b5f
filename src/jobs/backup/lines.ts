import { createReadStream } from 'node:fs';

/**
 * The lines of a text file, one at a time. Only LF ends a line: node:readline of newer Nodes also splits at U+2028 and
 * U+2029, which JSON may hold unescaped.
 */
export async function* linesIn(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of createReadStream(path, 'utf8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
