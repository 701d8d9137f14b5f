import { Readable } from 'node:stream';
import { scanNewFiles } from '../../src/jobs/scan-files';
import { ScannerError, scanWith } from '../../src/storage/scan/clamd-transport';
import { givenDocument } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { type Clamd, clamdIsHere, HARMFUL, startClamd } from './clamd';

// Whoever tries the portal out need not have a virus scanner; the checks of every change do (`CLAMD_TESTS`).
const scanning = clamdIsHere() || process.env.CLAMD_TESTS ? describe : describe.skip;

let clamd: Clamd;
let app: TestApp;

scanning('with a scanner', () => {
  beforeAll(async () => {
    clamd = await startClamd();
    app = await testApp({ config: { clamdUrl: clamd.url } });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await clamd.stop();
  });

  /** A published document with one file of this content; gives the file's address and row number. */
  async function withFile(content: string): Promise<{ path: string; id: number; sha256: string }> {
    const document = await givenDocument(app.db);
    const { storedName, size, sha256 } = await app.deps.files.put(Buffer.from(content));
    const row = {
      ...{ public_id: `berkas${document.id}`, document_id: document.id, stored_name: storedName, name: 'data.csv' },
      ...{ media_type: 'text/csv', size, sha256, added_at: document.created_at },
    };
    const [{ id }] = await app.db('document_files').insert(row).returning('id');
    return { path: `/berkas/${row.public_id}/data.csv`, id, sha256 };
  }

  const pieces = (text: string) => Readable.from([Buffer.from(text.slice(0, 5)), Buffer.from(text.slice(5))]);

  test('the scanner finds its signature in a stream, also across two pieces, and calls the rest clean', async () => {
    expect(await scanWith(clamd.url, pieces('tanggal;jumlah'))).toEqual({ verdict: 'clean' });
    const found = await scanWith(clamd.url, pieces(HARMFUL));
    expect(found).toMatchObject({ verdict: 'infected', signature: expect.stringContaining('Uji.Portal') });
    await expect(scanWith('unix:/tidak/ada', pieces('x'))).rejects.toThrow(ScannerError);
  });

  test('a clean file is examined once and sent; an infected one never is, for anyone, and leaves an event', async () => {
    const clean = await withFile('tanggal;jumlah\n1;2\n');
    await app.browser().get(clean.path).expect(200);
    await app.browser().get(clean.path).expect(200);
    expect(await app.db('file_scans')).toHaveLength(1);
    const bad = await withFile(`a;b\n${HARMFUL}\n`);
    const answer = await app.browser().get(bad.path).expect(410);
    expect(answer.text).toContain('Berkas ini ditahan');
    expect(answer.text).not.toContain(HARMFUL);
    await (await app.as('ppid')).get(bad.path).expect(410);
    expect(await app.db('audit_events').where('kind', 'file_infected')).toHaveLength(1);
  });

  test('while the scanner is away a file that it never saw waits, one that it called clean is sent', async () => {
    const seen = await withFile('satu;dua\n');
    await app.browser().get(seen.path).expect(200);
    const unseen = await withFile('tiga;empat\n');
    const { config } = app.deps;
    const { clamdUrl } = config;
    config.clamdUrl = 'unix:/tidak/ada';
    try {
      const answer = await app.browser().get(unseen.path).expect(503).expect('Retry-After', '120');
      expect(answer.text).toContain('Berkas sedang diperiksa');
      await app.browser().get(seen.path).expect(200);
      await scanNewFiles(app.deps);
      expect(await app.db('file_scans').where('sha256', unseen.sha256)).toEqual([]);
    } finally {
      config.clamdUrl = clamdUrl;
    }
    await app.browser().get(unseen.path).expect(200);
  });

  test('the sweep examines what came, tells the administrator of an infected file once, and begins where it ended', async () => {
    await scanNewFiles(app.deps);
    const mails = () => app.db('outbox').where('dedupe_key', 'like', 'infected:document_files:%');
    const before = (await mails()).length;
    const bad = await withFile(`sekali lagi ${HARMFUL}`);
    expect(await scanNewFiles(app.deps)).toBe(1);
    expect(await scanNewFiles(app.deps)).toBe(0);
    expect(await mails()).toHaveLength(before + 1);
    expect(await app.db('outbox').where('dedupe_key', 'like', `infected:document_files:${bad.id}:%`)).toHaveLength(1);
  });
});
