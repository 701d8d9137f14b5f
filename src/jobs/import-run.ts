import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import * as documents from '../catalogue/import/headings';
import { loadDocuments } from '../catalogue/import/load-commands';
import { readTable } from '../catalogue/import/table';
import * as register from '../requests/import/headings';
import { loadRegister } from '../requests/import/load-commands';
import { readImportArguments } from './import-arguments';
import { openDeps, runJob } from './open';

const LISTS = { documents, requests: register };

// npm run import -- documents|requests FILE [--dry-run] [--create-bodies]: the last line on standard output is the result as JSON.
void runJob(async () => {
  const asked = readImportArguments(process.argv.slice(2), process.env);
  const { deps, close } = await openDeps();
  const t = deps.i18n.for('id');
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  try {
    if ('refused' in asked) {
      say(t(`catalogue:import.${asked.refused}`));
      return 2;
    }
    const listPath = resolve(process.env.INIT_CWD ?? process.cwd(), asked.file);
    const table = await tableAt(listPath, LISTS[asked.kind]);
    if ('refused' in table) {
      const why = asked.kind === 'requests' && table.refused === 'headings' ? 'registerHeadings' : table.refused;
      say(t('catalogue:import.unreadable', { file: asked.file, why: t(`catalogue:import.why.${why}`) }));
      return 2;
    }
    if (table.sheet) say(t('catalogue:import.sheet', table.sheet));
    const result =
      asked.kind === 'requests'
        ? await loadRegister(deps, table, asked)
        : await loadDocuments(deps, table, { listPath, ...asked });
    for (const told of [...result.refused, ...result.flagged]) say(t('catalogue:import.row', told));
    const counts = { ...result, refused: result.refused.length, flagged: result.flagged.length };
    say(t('catalogue:import.summary', counts));
    if (asked.dryRun) say(t('catalogue:import.dryRun'));
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  } finally {
    await close();
  }
});

async function tableAt(path: string, { columnsOf, headingRow }: (typeof LISTS)[keyof typeof LISTS]) {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return { refused: 'missing' as const };
  const table = await readTable(bytes, basename(path), headingRow);
  if ('refused' in table) return table;
  const known =
    columnsOf(table.headings).size > 0 || (table.rows.length === 0 && table.headings.length === 0 && isJson(path));
  return known ? table : { refused: 'headings' as const };
}

/** An empty array is a list without rows; a table without headings is none. */
const isJson = (path: string): boolean => /\.json$/i.test(path);
