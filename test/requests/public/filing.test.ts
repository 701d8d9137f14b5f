import { type TestApp, testApp } from '../../support/app';

describe('smoke', () => {
  let it_: TestApp;
  beforeAll(async () => {
    it_ = await testApp();
  });
  afterAll(() => it_.close());
  it('files', async () => {
    const b = it_.browser();
    const page = await b.get('/permohonan/baru');
    console.log(page.status, page.headers['set-cookie']);
    let r = await b.post('/permohonan/baru/informasi').type('form').send({ details: 'Salinan APBD 2026', purpose: 'Skripsi', body: '' });
    console.log(r.status, r.headers.location, r.headers['set-cookie'], r.status === 422 ? r.text : '');
    r = await b.get('/permohonan/baru/pemohon');
    console.log(r.status);
    r = await b.post('/permohonan/baru/pemohon').type('form').send({ kind: 'individual', proxy: 'no', citizen: 'yes' });
    console.log(r.status, r.headers.location);
    r = await b.get('/permohonan/baru/identitas');
    r = await b.post('/permohonan/baru/identitas').type('form').send({ name: 'Siti', identity_number: '3321010101010001', email: 'siti@contoh.test' });
    console.log(r.status, r.headers.location);
    r = await b.get('/permohonan/baru/berkas');
    console.log(r.status);
    r = await b.get('/permohonan/baru/cara');
    console.log(r.status);
    r = await b.post('/permohonan/baru/cara').type('form').send({ obtain: 'copy', deliver: 'email', language: 'id' });
    console.log(r.status, r.headers.location);
    r = await b.get('/permohonan/baru/periksa');
    console.log(r.status);
    r = await b.post('/permohonan/baru/periksa').type('form').send({});
    console.log(r.status, r.headers.location, r.headers['set-cookie']);
    const loc = r.headers.location as string;
    r = await b.get(loc);
    console.log(r.status);
    r = await b.get(loc.replace('/tanda-terima', ''));
    console.log(r.status, r.text.length);
  });
});
