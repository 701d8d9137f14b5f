import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import supertest from 'supertest';
import { findProjectRoot } from '../../src/config';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { deriveKeys } from '../../src/secrets/keys';
import { diskStore, type FileStore, pathOf } from '../../src/storage/disk';
import { uploadErrors } from '../../src/storage/problems';
import { keepUpload, upload } from '../../src/storage/upload';
import { pdf } from './pdfs';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PHP = Buffer.from('<?php system($_GET["c"]); ?>');
const MB = 1024 * 1024;
const catalogue = loadCatalogue(findProjectRoot(), { strict: true });

let dataDir: string;
let store: FileStore;
let app: Express;
let identityInMemory: boolean;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-upload-'));
  store = diskStore(dataDir, deriveKeys('5f'.repeat(32)));
  app = express();
  app.post(
    '/',
    upload({ dataDir, fields: { ktp: 'identity', akta: 'identity', lampiran: 'document' } }),
    async (req, res) => {
      const { files, problems } = req.uploads ?? { files: [], problems: [] };
      identityInMemory = files.every((file) => file.kind !== 'identity' || 'buffer' in file.content);
      const kept = problems.length === 0 ? await Promise.all(files.map((file) => keepUpload(store, file))) : [];
      res.status(problems.length ? 422 : 200).json({
        body: req.body,
        files: files.map(({ content: _, ...file }) => file),
        kept,
        problems: problems.map(({ field, code, name }) => ({ field, code, name })),
        errors: uploadErrors(problems, catalogue.for('id')),
        english: uploadErrors(problems, catalogue.for('en')),
      });
    },
  );
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Every file under DATA_DIR; temporary ones go when the response has gone. */
async function left(): Promise<string[]> {
  await new Promise((resume) => setTimeout(resume, 50));
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const post = () => supertest(app).post('/');

describe('a good file', () => {
  it('is taken with the texts around it, and only what is kept stays', async () => {
    const { body } = await post()
      .field('rincian', 'Anggaran “2026” & <b>lain</b> ꦲꦤ 🙂')
      .attach('lampiran', pdf(['']), 'Surat balasan.pdf')
      .field('requester[name]', 'Ratna')
      .expect(200);
    expect(body.body).toEqual({ rincian: 'Anggaran “2026” & <b>lain</b> ꦲꦤ 🙂', requester: { name: 'Ratna' } });
    expect(body.files).toEqual([
      {
        field: 'lampiran',
        kind: 'document',
        name: 'Surat balasan.pdf',
        mediaType: 'application/pdf',
        format: 'pdf',
        size: pdf(['']).length,
      },
    ]);
    expect(body.kept[0]).toMatchObject({ size: pdf(['']).length, sealed: 0 });
    expect(await left()).toEqual([join(dataDir, 'files', pathOf(body.kept[0].storedName))]);
    expect(await store.read(body.kept[0].storedName)).toEqual(pdf(['']));
  });

  it('that is an identity paper never lies readable on the disk', async () => {
    const { body } = await post().attach('ktp', PNG, 'KTP.PNG').expect(200);
    expect(body.files[0]).toMatchObject({ format: 'png', mediaType: 'image/png' });
    expect(identityInMemory).toBe(true);
    const [path, ...others] = await left();
    expect(others).toEqual([]);
    expect(readFileSync(path as string).includes(PNG.subarray(0, 8))).toBe(false);
    expect(statSync(path as string).mode & 0o077).toBe(0);
    expect(await store.readSealed(body.kept[0].storedName)).toEqual(PNG);
  });

  it.each([
    ['data.csv', Buffer.from('nama;jumlah\nRatna;3\n')],
    ['lama.csv', Buffer.from([...Buffer.from('nama;kota\nAndr'), 0xe9, 0x0d, 0x0a])],
    ['catatan.txt', Buffer.from('Catatan “rapat” ꦲꦤꦕꦫꦏ\n')],
    ['foto.jpeg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(200)])],
  ])('%s', async (name, bytes) => {
    await post().attach('lampiran', bytes, name).expect(200);
  });

  it.each([
    ['Ktp Pemohon.png', 'Ktp Pemohon.png'],
    ['../../etc/passwd.png', 'passwd.png'],
    ['C:\\Users\\Ratna\\ktp.png', 'ktp.png'],
    ['ktp\u202egnp.png', 'ktpgnp.png'],
    ['Kartu tanda penduduk ꦲꦤ 🙂.png', 'Kartu tanda penduduk ꦲꦤ 🙂.png'],
    [`${'a'.repeat(300)}.png`, `${'a'.repeat(146)}.png`],
  ])('named %s is shown as %s', async (given, shown) => {
    const { body } = await post().attach('ktp', PNG, given).expect(200);
    expect(body.files[0].name).toBe(shown);
  });

  it('is not missed where a field was left empty', async () => {
    const { body } = await post().field('rincian', 'x').attach('ktp', Buffer.alloc(0), '').expect(200);
    expect(body).toMatchObject({ files: [], problems: [], body: { rincian: 'x' } });
  });
});

describe('a file that is refused', () => {
  it.each([
    ['PHP named as a picture', 'ktp', 'ktp_php.jpg', PHP, 'content_mismatch'],
    [
      'PHP after the first bytes of a picture',
      'ktp',
      'ktp.jpg',
      Buffer.concat([Buffer.from('GIF89a'), PHP]),
      'content_mismatch',
    ],
    ['a script', 'lampiran', 'shell.php', PHP, 'kind_not_allowed'],
    ['a page', 'lampiran', 'surat.html', Buffer.from('<html>'), 'kind_not_allowed'],
    ['a drawing that may hold a script', 'ktp', 'ktp.svg', Buffer.from('<svg onload="alert(1)"/>'), 'kind_not_allowed'],
    ['a drawing named as a picture', 'ktp', 'ktp.png', Buffer.from('<svg onload="alert(1)"/>'), 'content_mismatch'],
    [
      'a page named as text',
      'lampiran',
      'catatan.txt',
      Buffer.from('\n <!DOCTYPE html><script>1</script>'),
      'content_mismatch',
    ],
    ['a script named as a table', 'lampiran', 'data.csv', Buffer.from('#!/bin/sh\nrm -rf /'), 'content_mismatch'],
    ['bytes named as text', 'lampiran', 'data.csv', Buffer.from([65, 0, 66]), 'content_mismatch'],
    ['an archive', 'lampiran', 'semua.zip', Buffer.from('PK\x03\x04'), 'kind_not_allowed'],
    ['a picture named as a PDF', 'lampiran', 'surat.pdf', PNG, 'content_mismatch'],
    ['a table where a picture of a card belongs', 'ktp', 'ktp.csv', Buffer.from('a;b'), 'kind_not_allowed'],
    ['nothing', 'ktp', 'ktp.jpg', Buffer.alloc(0), 'empty'],
    ['a name without an ending', 'ktp', 'ktp', PNG, 'kind_not_allowed'],
    ['a field that takes no files', 'rincian', 'ktp.png', PNG, 'kind_not_allowed'],
    ['a field named like an object’s own', '__proto__', 'ktp.png', PNG, 'kind_not_allowed'],
  ])(
    '%s: a sentence beside its field, what was typed still there, no file left',
    async (_, field, name, bytes, code) => {
      const { body } = await post().field('tujuan', 'Skripsi').attach(field, bytes, name).expect(422);
      expect(body.problems).toEqual([{ field, code, name }]);
      expect(body.body).toEqual({ tujuan: 'Skripsi' });
      expect(body.errors[field] ?? Object.values(body.errors)[0]).toMatch(
        code === 'empty' ? /kosong/ : /diterima|sesuai/,
      );
      expect(await left()).toEqual([]);
    },
  );

  it.each([
    ['ktp', 'ktp.jpg', 5],
    ['lampiran', 'laporan.pdf', 25],
  ])('30 MB in %s', async (field, name, limit) => {
    const before = process.memoryUsage().rss;
    const { body } = await post()
      .field('sebelum', 'a')
      .attach(field, Buffer.alloc(30 * MB, 0x20), name)
      .field('sesudah', 'b')
      .expect(422);
    expect(body.problems).toEqual([{ field, code: 'too_large', name }]);
    expect(body.errors[field]).toContain(`lebih besar dari ${limit} MB`);
    expect(body.english[field]).toContain(`larger than ${limit} MB`);
    expect(body.body).toEqual({ sebelum: 'a', sesudah: 'b' });
    expect(await left()).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * MB);
  });

  it('50 files', async () => {
    const request = post().field('tujuan', 'Skripsi');
    for (let i = 0; i < 50; i++) request.attach('lampiran', pdf(['']), `${i}.pdf`);
    const { body } = await request.field('sesudah', 'b').expect(422);
    expect(body.files).toHaveLength(10);
    expect(body.problems).toHaveLength(40);
    expect(body.errors).toEqual({ lampiran: expect.stringContaining('paling banyak 10 berkas') });
    expect(body.body).toEqual({ tujuan: 'Skripsi', sesudah: 'b' });
    expect(await left()).toEqual([]);
  });

  it('keeps nothing of the good one beside it', async () => {
    await post()
      .attach('lampiran', pdf(['']), 'baik.pdf')
      .attach('lampiran', PHP, 'jahat.pdf')
      .expect(422);
    expect(await left()).toEqual([]);
  });
});

it('leaves no file when the sender goes away in the middle', async () => {
  const server = app.listen(0);
  const { port } = server.address() as { port: number };
  const { connect } = await import('node:net');
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n',
  );
  socket.write('--b\r\nContent-Disposition: form-data; name="lampiran"; filename="a.pdf"\r\n\r\n%PDF-1.7');
  socket.write(Buffer.alloc(500_000, 0x20));
  await new Promise((resume) => setTimeout(resume, 100));
  socket.destroy();
  await new Promise((resume) => setTimeout(resume, 150));
  expect(await left()).toEqual([]);
  await new Promise((resolve) => server.close(resolve));
});
