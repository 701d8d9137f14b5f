import type { Mail } from '../../src/mail/outbox';

export const ORG = {
  name: 'PPID Kabupaten Demak',
  region: 'Kabupaten Demak',
  logo: '',
  email: 'ppid@demak.test',
  phone: '',
  address: '',
};

export const DATA_KEY = '5f'.repeat(32);

export function letter(regionId: number, n: number | string, to = `warga${n}@contoh.test`): Mail {
  return {
    regionId,
    dedupeKey: `test:${n}`,
    kind: 'receipt',
    to,
    subject: 'Permohonan Anda kami terima',
    text: `Yth. Bapak/Ibu “Ratna”, ꦲꦤꦕꦫꦏ 🙂\nNomor P-2026-00000${n}\n`,
  };
}
