import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { entryNames, SUMS } from '../../src/storage/entry-names';
import { writeZip, type ZipEntry } from '../../src/storage/zip';
import { unzip } from './unzip';

const mtime = new Date('2027-02-01T03:04:06Z');
const folders: string[] = [];
const folder = (): string => {
  folders.push(mkdtempSync(join(tmpdir(), 'zip-')));
  return folders.at(-1) as string;
};
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

async function zipped(entries: ZipEntry[]): Promise<Buffer> {
  const to = new PassThrough();
  const [content] = await Promise.all([buffer(to), writeZip(entries, to, { mtime })]);
  return content;
}

/** The system's own tools, where it has them: not every machine that runs the tests does. */
const TOOLS = ['unzip', 'sha256sum'].every((tool) => !spawnSync(tool, ['--help']).error);
const itWithTools = TOOLS ? it : it.skip;

async function unpacked(entries: ZipEntry[]): Promise<string> {
  const dir = folder();
  const file = join(dir, 'berkas.zip');
  const sums = await writeZip(entries, createWriteStream(file), { mtime });
  execFileSync('unzip', ['-q', file, '-d', join(dir, 'isi')]);
  expect(sums).toHaveLength(entries.length);
  return join(dir, 'isi');
}

describe('a ZIP', () => {
  const big = randomBytes(3_000_000);
  const entries: ZipEntry[] = [
    { name: '01 sampul.pdf', content: Buffer.from('%PDF sampul') },
    { name: 'surat/02 Tanda terima 014-PPID-XII-2026.pdf', content: async () => Buffer.from('surat') },
    {
      name: 'bukti/pindaian Đặng.jpg',
      content: async () => Readable.from([big.subarray(0, 70_000), big.subarray(70_000)]),
    },
    { name: 'bukti/kosong.txt', content: Buffer.alloc(0) },
    { name: 'bukti/panjang.csv', content: Buffer.from('a,b\n'.repeat(100_000)) },
  ];

  it('holds the files it was made of, and a line with the hash of each', async () => {
    const files = unzip(await zipped(entries));
    expect([...files.keys()]).toEqual([...entries.map(({ name }) => name), SUMS]);
    expect(files.get('bukti/pindaian Đặng.jpg')?.equals(big)).toBe(true);
    expect(files.get('bukti/panjang.csv')?.toString()).toBe('a,b\n'.repeat(100_000));
    const lines = entries.map(({ name }) => `${sha256(files.get(name) as Buffer)}  ${name}\n`);
    expect(files.get(SUMS)?.toString()).toBe(lines.join(''));
  });

  itWithTools('unpacks with unzip, and sha256sum agrees with the list in it', async () => {
    const dir = await unpacked(entries);
    expect(readFileSync(join(dir, 'bukti/pindaian Đặng.jpg')).equals(big)).toBe(true);
    expect(readFileSync(join(dir, 'bukti/panjang.csv'), 'utf8')).toHaveLength(400_000);
    expect(readFileSync(join(dir, SUMS), 'utf8').trimEnd().split('\n')).toHaveLength(entries.length);
    const said = execFileSync('sha256sum', ['-c', '--strict', SUMS], { cwd: dir, encoding: 'utf8' });
    expect(said.match(/: OK$/gm)).toHaveLength(entries.length);
  });

  itWithTools('whose file was changed no longer agrees', async () => {
    const dir = await unpacked(entries);
    execFileSync('sh', ['-c', 'echo x >> "01 sampul.pdf"'], { cwd: dir });
    expect(() => execFileSync('sha256sum', ['-c', '--status', SUMS], { cwd: dir })).toThrow();
  });

  itWithTools('passes the integrity test, and every file has the time it was given', async () => {
    const file = join(folder(), 'a.zip');
    await writeZip(entries, createWriteStream(file), { mtime });
    expect(execFileSync('unzip', ['-t', file], { encoding: 'utf8' })).toContain('No errors');
    const times = execFileSync('unzip', ['-ZTs', file], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });
    expect(times.match(/20270201\.030406/g)).toHaveLength(entries.length + 1);
  });

  it('has the same bytes for the same files', async () => {
    const [one, two] = [await zipped(entries), await zipped(entries)];
    expect(one.equals(two)).toBe(true);
  });

  it('of nothing still has its list', async () => {
    expect([...unzip(await zipped([])).keys()]).toEqual([SUMS]);
  });

  it('takes its files one by one and no faster than the reader', async () => {
    const opened: string[] = [];
    const closed: string[] = [];
    let ahead = 0;
    const source = (name: string): ZipEntry => ({
      name,
      content: async () => {
        expect(closed).toEqual(opened);
        opened.push(name);
        let left = 64;
        return new Readable({
          read() {
            ahead++;
            this.push(left-- > 0 ? randomBytes(64 * 1024) : null);
          },
        }).on('close', () => closed.push(name));
      },
    });
    let most = 0;
    const slow = new Writable({
      highWaterMark: 16 * 1024,
      write(chunk: Buffer, _, done) {
        ahead -= chunk.length / (64 * 1024);
        most = Math.max(most, ahead);
        setImmediate(done);
      },
    });
    await writeZip(['a.jpg', 'b.jpg', 'c.bin'].map(source), slow, { mtime });
    expect(opened).toEqual(['a.jpg', 'b.jpg', 'c.bin']);
    // Of 192 pieces of 64 KiB each never more than these were read and not yet written.
    expect(most).toBeLessThan(24);
  });
});

describe('a ZIP that cannot be finished', () => {
  const broken = (error: Error) =>
    new Readable({
      read() {
        this.push('half');
        this.destroy(error);
      },
    });

  it.each<[string, ZipEntry['content']]>([
    ['a file that cannot be opened', () => Promise.reject(new Error('hilang'))],
    ['a file that breaks off', async () => broken(new Error('hilang'))],
  ])('for %s says so and leaves no ending that would look whole', async (_, content) => {
    const to = new PassThrough();
    const chunks: Buffer[] = [];
    to.on('data', (chunk) => chunks.push(chunk));
    const entries = [
      { name: 'a.txt', content: Buffer.from('a') },
      { name: 'b.txt', content },
    ];
    await expect(writeZip(entries, to, { mtime })).rejects.toThrow('hilang');
    expect(to.destroyed).toBe(true);
    expect(Buffer.concat(chunks).includes('PK\u0005\u0006')).toBe(false);
  });

  it('when the reader goes away lets go of the file at hand and opens no other', async () => {
    const source = new Readable({ read: () => source.push(randomBytes(1000)) });
    const never = jest.fn();
    const to = new Writable({
      write(_chunk, _, done) {
        this.destroy();
        done();
      },
    });
    const entries = [
      { name: 'a.bin', content: async () => source },
      { name: 'b.bin', content: never },
    ];
    await expect(writeZip(entries, to, { mtime })).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(source.destroyed).toBe(true);
    expect(never).not.toHaveBeenCalled();
  });
});

describe('names in a ZIP', () => {
  it.each([
    ['../../etc/passwd', 'etc/passwd'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\system.ini', 'C-/Windows/system.ini'],
    ['surat/./../a.pdf', 'surat/a.pdf'],
    ['.bashrc', 'bashrc'],
    ['a\nb\u202e\u0000.pdf', 'ab.pdf'],
    ['con.txt', '_con.txt'],
    ['jawaban <1>?.pdf', 'jawaban -1--.pdf'],
    ['titik di ujung. ', 'titik di ujung'],
    ['', 'berkas'],
    ['..', 'berkas'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(176)}.pdf`],
    ['Đặng 中.pdf', 'Đặng 中.pdf'],
  ])('%j becomes %j', (wanted, safe) => {
    expect(entryNames([wanted])).toEqual([safe]);
  });

  it('no two are alike, nor like the list of hashes', () => {
    expect(entryNames(['a.pdf', 'A.PDF', 'a.pdf', 'b/a.pdf', 'sha256sums.TXT'])).toEqual([
      'a.pdf',
      'A (2).PDF',
      'a (3).pdf',
      'b/a.pdf',
      'sha256sums (2).TXT',
    ]);
  });

  it('whatever they are, they are safe, different, and safe already the second time', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '.', '/', '\\', 'con', 'a.pdf', ' ', '\n'),
    );
    const name = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (wanted) => {
        const names = entryNames(wanted);
        expect(new Set([SUMS, ...names].map((one) => one.toLowerCase())).size).toBe(wanted.length + 1);
        for (const one of names) {
          expect(one).not.toMatch(/^\/|\\|[\p{Cc}<>:"|?*]/u);
          for (const piece of one.split('/')) {
            expect(piece).not.toMatch(/^\.|^$|[. ]$/);
            expect(Buffer.byteLength(piece)).toBeLessThan(200);
          }
        }
        expect(entryNames(names)).toEqual(names);
      }),
      { numRuns: 300 },
    );
  });

  it('list their hashes in order', async () => {
    const sums = await writeZip([{ name: '../a', content: Buffer.from('a') }], new PassThrough().resume(), { mtime });
    expect(sums).toEqual([{ name: 'a', sha256: sha256(Buffer.from('a')) }]);
  });
});

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
