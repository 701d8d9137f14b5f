import { letterHtml } from '../../src/letters/html';
import { LETTER_KINDS } from '../../src/letters/kinds';
import { letterView } from '../../src/letters/pages';
import { letterText } from '../../src/letters/text';
import { letterFor, root, siti } from './cast';

const ID_DAYS = 'Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu';
const EN_DAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const ID_MONTHS = 'Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember';
const EN_MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';

describe.each([
  ['id' as const, ID_DAYS, ID_MONTHS],
  ['en' as const, EN_DAYS, EN_MONTHS],
])('in %s', (language, days, months) => {
  test.each(LETTER_KINDS)('each date of "%s" carries its weekday', (kind) => {
    // The list of weekends names its weekdays once, in its label; a decree is quoted by the name it has.
    const lines = letterText(letterFor(kind, language))
      .split('\n')
      .filter(
        (line) => !/^(Sabtu dan Minggu|Saturdays and Sundays|Keputusan hari libur|Decree on days off):/.test(line),
      );
    const dates = lines.join('\n').match(new RegExp(`\\d{1,2} (${months}) \\d{4}`, 'g')) ?? [];
    const withDay = lines.join('\n').match(new RegExp(`(${days}), \\d{1,2} (${months}) \\d{4}`, 'g')) ?? [];
    expect(dates.length).toBeGreaterThan(0);
    expect(withDay).toHaveLength(dates.length);
    expect(lines.join('\n')).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  test.each(LETTER_KINDS)('"%s" names no month in the other language', (kind) => {
    const all = new Set(months.split('|'));
    const other = [...ID_MONTHS.split('|'), ...EN_MONTHS.split('|')].filter((name) => !all.has(name)).join('|');
    expect(letterText(letterFor(kind, language))).not.toMatch(new RegExp(`\\d (${other})`));
  });
});

test.each(LETTER_KINDS)('"%s" in English says that the Indonesian text binds', (kind) => {
  expect(letterFor(kind, 'en').footer).toContain('Indonesian text is the binding one');
});

test.each(LETTER_KINDS)('"%s" cites no regulation that is revoked', (kind) => {
  for (const language of ['id', 'en'] as const) {
    expect(letterText(letterFor(kind, language))).not.toMatch(/1\/2017|Nomor 1 Tahun 2017|1\/2010/);
  }
});

const HOSTILE = '<script>alert("1")</script> & “kutip” % {{number}} $t(letters:print)';
const JAVANESE = 'ꦲꦏ꧀ꦱꦫꦗꦮ 🙏🏽 data 100%';

test('typed text arrives as typed in plain mail, and escaped in the HTML part', () => {
  const request = { ...siti.request, details: HOSTILE, purpose: JAVANESE };
  const requester = { name: HOSTILE, address: JAVANESE, email: null, proxy_name: HOSTILE };
  const doc = letterFor('receipt', 'id', { request, requester, body: { name: HOSTILE }, missing: [HOSTILE] });
  const text = letterText(doc);
  expect(text.split(HOSTILE)).toHaveLength(6);
  expect(text.split(JAVANESE)).toHaveLength(3);
  const html = letterHtml(doc, root);
  expect(html).not.toContain('<script');
  expect(html).toContain(
    '&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; “kutip” % {{number}} $t(letters:print)',
  );
  expect(html).toContain(JAVANESE);
});

test('what an officer types is escaped as well', () => {
  const decision = {
    kind: 'redirected' as const,
    considerations: HOSTILE,
    under_control: false,
    service: { name: HOSTILE, contact: HOSTILE, reason: HOSTILE },
  };
  expect(letterHtml(letterFor('redirected', 'id', { decision }), root)).not.toContain('<script');
});

test('ten thousand characters and many lines stay whole', () => {
  const details = `${'Baris yang panjang sekali. '.repeat(370)}\nakhir`;
  const doc = letterFor('receipt', 'id', { request: { ...siti.request, details } });
  expect(letterText(doc)).toContain('\n  akhir');
  expect(letterText(doc).length).toBeGreaterThan(details.length);
});

test('the HTML part is a page of its own with language, title and headed rows', () => {
  const html = letterHtml(letterFor('granted', 'en'), root);
  expect(html).toMatch(/^\s*<!doctype html>\s*<html lang="en">/);
  expect(html).toContain('<title>Written notice: information request P-2026-000123 is granted</title>');
  expect(html).toContain('<th scope="row"');
});

test('the code is on the page only for those who may see it', () => {
  const doc = letterFor('receipt');
  expect(JSON.stringify(letterView(doc))).not.toContain('ABCD-EFGH');
  expect(JSON.stringify(letterView(doc))).toContain('hanya ditampilkan kepada pemohon');
  expect(JSON.stringify(letterView(doc, { withCode: true }))).toContain('ABCD-EFGH-JKMN-PQRS');
  expect(letterView(letterFor('withdrawn')).blocks).not.toContainEqual(
    expect.objectContaining({ facts: [expect.objectContaining({ label: doc.labels.code })] }),
  );
});
