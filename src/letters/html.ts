import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';
import type { LetterDoc } from './facts';
import { type LetterView, letterView } from './pages';

// Read once: a template does not change while the portal runs.
const compiled = new Map<string, TemplateFunction>();

/** A letter as a mail's HTML part: one plain page, every text escaped by the template. */
export function letterHtml(doc: LetterDoc, projectRoot: string): string {
  const file = join(projectRoot, 'views', 'letters', 'mail.ejs');
  const template = compiled.get(file) ?? compile(file);
  compiled.set(file, template);
  const view: LetterView = letterView(doc, { withCode: true });
  return template({ letter: view });
}

function compile(file: string): TemplateFunction {
  return ejs.compile(readFileSync(file, 'utf8'), {
    filename: file,
    strict: true,
    _with: false,
    localsName: 'p',
    rmWhitespace: true,
  });
}
