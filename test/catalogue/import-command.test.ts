import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../src/config';
import { xlsx } from './xlsx';

const root = findProjectRoot(__dirname);
const folder = mkdtempSync(join(tmpdir(), 'portal-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command as npm does, on an empty folder of data; `npm` is what npm keeps of the command line. */
function importCommand(args: string[], npm: Record<string, string> = {}) {
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    DATA_DIR: join(folder, 'data'),
    INIT_CWD: folder,
    LOG_LEVEL: 'warn',
    ...npm,
  };
  const run = spawnSync(process.execPath, ['.config/run.mjs', 'jobs/import-run', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return {
    status: run.status,
    last: run.stdout.trimEnd().split('\n').at(-1) ?? '',
    stdout: run.stdout,
    stderr: run.stderr,
  };
}

test('the last line is the result as JSON; flags that npm swallowed are honoured; a list twice changes nothing', () => {
  writeFileSync(
    join(folder, 'dip.xlsx'),
    xlsx([
      ['Judul Informasi', 'Kategori', 'OPD'],
      ['Renstra', 'Berkala', 'Dinkes'],
      ['Tanpa', null, 'Dinkes'],
    ]),
  );
  const trial = importCommand(['documents', 'dip.xlsx'], { npm_config_dry_run: 'true' });
  expect([trial.status, JSON.parse(trial.last).loaded]).toEqual([0, 1]);
  const real = importCommand(['documents', 'dip.xlsx']);
  expect(real.status).toBe(0);
  expect(JSON.parse(real.last)).toEqual({
    loaded: 1,
    unchanged: 0,
    refused: [{ row: 3, code: 'category_missing', reason: 'Kategori kosong.' }],
    flagged: [],
  });
  expect(real.stderr).toContain('1 dimuat, 0 sudah ada, 1 ditolak, 0 ditandai.');
  expect(JSON.parse(importCommand(['documents', 'dip.xlsx']).last)).toMatchObject({ loaded: 0, unchanged: 1 });
}, 120_000);

test('a file that cannot be read, a register and a slip of the pen end with status 2 and a sentence', () => {
  writeFileSync(join(folder, 'rusak.json'), '{"bukan": ');
  writeFileSync(join(folder, 'lain.json'), '{"baris": [{"no": 1}]}');
  writeFileSync(join(folder, 'asing.csv'), 'satu,dua\n1,2\n');
  for (const [args, sentence] of [
    [['documents', 'tidak-ada.csv'], 'tidak ada atau tidak boleh dibaca'],
    [['documents', 'rusak.json'], 'bukan larik JSON'],
    [['requests', 'lain.json'], 'di bawah “rows”, atau di bawah “register.rows”'],
    [['documents', 'asing.csv'], 'tidak ada judul kolom yang dikenal'],
    [['requests', 'asing.csv'], 'tidak ada judul kolom register'],
    [['documents', 'dip.xlsx', '--dryrun'], 'Cara pakai'],
  ] as const) {
    const { status, stdout, stderr } = importCommand([...args]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  }
}, 120_000);
