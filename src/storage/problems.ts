import type { UploadProblem } from './upload';

type Translate = (key: string, vars?: Record<string, unknown>) => string;

const MEGABYTE = 1024 * 1024;

/** One sentence for each field whose file was refused, for the form that is shown again (422). */
export function uploadErrors(problems: readonly UploadProblem[], t: Translate): Record<string, string> {
  const errors = new Map<string, string>();
  for (const { field, code, name, limit, formats } of problems) {
    if (errors.has(field)) continue;
    const shown = code === 'too_many' ? limit : Math.round((limit / MEGABYTE) * 10) / 10;
    const kinds = formats.filter((format) => format !== 'jpeg').join(', ');
    errors.set(field, t(`storage:upload.${code}`, { name, limit: shown, formats: kinds }));
  }
  // A field may be named anything, also like a property that every object has.
  return Object.fromEntries(errors);
}
