import { findProjectRoot } from '../../src/config';
import { type Catalogue, type Language, loadCatalogue } from '../../src/i18n/catalogue';
import { composeLetter } from '../../src/letters/compose';
import type { Decision, LetterDoc, LetterFacts } from '../../src/letters/facts';
import type { LetterKind } from '../../src/letters/kinds';
import { explainTerm } from '../../src/workflow/deadlines';
import { shippedCalendar } from '../calendar/calendar-data';

export const root = findProjectRoot(__dirname);
export const catalogue: Catalogue = loadCatalogue(root, { strict: true });
const cal = { ...shippedCalendar(), version: '2025.2 2026.1 2027.3 2028.1' };

/** Siti asks on Friday 11 December 2026: the answer is due on Tuesday 29 December, two days off lie between. */
export const siti: LetterFacts = {
  language: 'id',
  number: '014/PPID/XII/2026',
  dated_on: '2026-12-11',
  org: {
    name: 'PPID Kabupaten Demak',
    region: 'Kabupaten Demak',
    address: 'Jalan Kyai Singkil Nomor 7, Demak',
    email: 'ppid@contoh.test',
    phone: '0291 685013',
  },
  signatory: {
    name: 'Endah Cahya Rini',
    title: 'Kepala Dinas Kominfo selaku PPID',
    employee_number: '197001011995032001',
  },
  requester: {
    name: 'Siti Nurhaliza binti Karim',
    address: 'Desa Bintoro RT 2 RW 5, Demak',
    email: 'siti@contoh.test',
    proxy_name: null,
  },
  request: {
    number: 'P-2026-000123',
    received_on: '2026-12-11',
    recorded_on: '2026-12-11',
    details: 'Rencana kerja dan anggaran perbaikan jalan Demak–Jepara tahun 2026 beserta nama pelaksananya',
    purpose: 'Penulisan skripsi',
    obtain: 'copy',
    deliver: 'pickup',
    due_on: '2026-12-29',
    perki_due_on: null,
    check_due_on: '2026-12-16',
    object_by: null,
    extended_on: null,
    original_due_on: null,
  },
  body: { name: 'Dinas Pekerjaan Umum dan Penataan Ruang' },
  due: explainTerm('answer', cal, '2026-12-11'),
  reached_by_email: true,
  tracking_url: 'https://ppid.contoh.test/lacak?nomor=P-2026-000123',
};

/** A notice given by e-mail on 29 December 2026. */
const noticed: Partial<LetterFacts> = {
  dated_on: '2026-12-29',
  due: explainTerm('objection_window', cal, '2026-12-29'),
  request: { ...siti.request, object_by: explainTerm('objection_window', cal, '2026-12-29').due_on },
};

const exemption = {
  number: '188.4/21/2026',
  decided_on: '2026-03-02',
  title: 'Klasifikasi informasi yang dikecualikan',
  ground: 'h.3',
};

const decided = (decision: Partial<Decision>): Decision => ({
  kind: 'granted',
  considerations: 'Informasi ini terbuka.\nTidak ada yang dirugikan bila dibuka.',
  under_control: true,
  ...decision,
});

const given: Partial<Decision> = {
  format: 'both',
  material: 'Dokumen pelaksanaan anggaran 2026, 42 halaman',
  provide_days: 3,
  promised_on: '2027-01-06',
  cost: {
    copy_per_sheet: 300,
    sheets: 42,
    sending: 15_000,
    other: 0,
    total: 27_600,
    payment: 'Transfer ke rekening kas daerah',
  },
};

/** What each kind needs besides Siti's request. */
export const FACTS: Readonly<Record<LetterKind, Partial<LetterFacts>>> = {
  receipt: { code: 'ABCD-EFGH-JKMN-PQRS', missing: ['ktp'] },
  incomplete: {
    dated_on: '2026-12-14',
    missing: ['ktp', 'Nomor telepon yang dapat dihubungi'],
    repair_due_on: '2026-12-17',
    due: explainTerm('repair', cal, '2026-12-14'),
  },
  repair_reminder: { dated_on: '2026-12-16', missing: ['ktp'], repair_due_on: '2026-12-17', days_left: 1, due: null },
  lapsed: { dated_on: '2026-12-18', missing: ['ktp'], repair_due_on: '2026-12-17', due: null },
  extension: {
    dated_on: '2026-12-28',
    extension: { ground: 'not_held', reason: 'Dokumen masih dicari di gudang arsip.' },
    due: explainTerm('extension', cal, '2026-12-29'),
    request: {
      ...siti.request,
      extended_on: '2026-12-28',
      original_due_on: '2026-12-29',
      due_on: '2027-01-11',
      perki_due_on: '2027-01-12',
    },
  },
  granted: { ...noticed, decision: decided(given) },
  granted_partly: {
    ...noticed,
    decision: decided({
      ...given,
      kind: 'granted_partly',
      because: 'exempt',
      exemption,
      redactions: [
        { part: 'Nomor rekening pelaksana, halaman 7', ground: 'h.3', reason: 'Rekening adalah rahasia pribadi.' },
      ],
    }),
  },
  refused: { ...noticed, decision: decided({ kind: 'refused', exemption }) },
  not_held: {
    ...noticed,
    decision: decided({
      kind: 'not_held',
      under_control: false,
      holder: 'Balai Besar Pelaksanaan Jalan Nasional',
      holder_contact: 'Jalan Murbei, Semarang',
    }),
  },
  not_documented: { ...noticed, decision: decided({ kind: 'not_documented', available_on: '2027-02-15' }) },
  redirected: {
    ...noticed,
    decision: decided({
      kind: 'redirected',
      service: {
        name: 'Dinas Kependudukan dan Pencatatan Sipil',
        contact: 'Jalan Sultan Fatah 1, Demak',
        reason: 'Penerbitan KTP bukan permohonan informasi publik.',
      },
    }),
  },
  delivered: { ...noticed, dated_on: '2027-01-07', files: ['dpa-2026.pdf', 'lampiran.xlsx'], decision: decided(given) },
  withdrawn: { dated_on: '2026-12-15', due: null },
  overdue: { ...noticed, dated_on: '2026-12-30' },
  date_moved: {
    dated_on: '2026-12-15',
    moved: [{ field: 'due_on', old_on: '2026-12-28', new_on: '2026-12-29' }],
    moved_by: 'Keppres 1/2026',
  },
  window_reminder: { ...noticed, dated_on: '2027-02-04', days_left: 5 },
  code_again: { code: 'ABCD-EFGH-JKMN-PQRS', due: null },
};

/** The letter of a kind as Siti gets it, in either language. */
export function letterFor(kind: LetterKind, language: Language = 'id', more: Partial<LetterFacts> = {}): LetterDoc {
  return composeLetter(kind, { ...siti, language, ...FACTS[kind], ...more }, catalogue.for(language));
}
