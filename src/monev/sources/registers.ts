import { localDay } from '../../calendar/working-days';
import { questionQuery } from '../../reports/statistics/address';
import { withQuery } from '../../web/pagination';
import { annualDaysLeft } from '../../workflow/annual-report';
import { dipDaysLeft } from '../../workflow/dip-renewal';
import { finding, type Source } from '../evidence';
import type { Facts } from '../facts';

const EXEMPT = '/informasi-dikecualikan';

/** The registers of the law, the decreed list of information, exemptions, and the annual report. */
export const REGISTER_SOURCES: readonly Source[] = [
  ...(['permohonan', 'keberatan'] as const).map(
    (name): Source => ({
      ...{ code: `register.${name}`, name: `register_${name}`, item: null },
      mend: { role: 'petugas', href: `/petugas/register/${name}` },
      of: ({ registers, year, today }) =>
        // The portal keeps it for every case: that nobody asked is no fault of the register.
        finding({
          ...{ share: 1, count: registers[name], as_of: today },
          found: { key: 'register', vars: { count: registers[name], year: String(year) } },
          href: `/laporan/register/${name}?tahun=${year}`,
        }),
    }),
  ),
  {
    ...{ code: 'dip.berlaku', name: 'dip', item: null, mend: { role: 'ppid', href: '/petugas/dip' } },
    of: ({ dip, today }) => {
      const href = dip ? `/daftar-informasi-publik?versi=${dip.number}` : '/daftar-informasi-publik';
      if (!dip?.renew_by || !dip.decree_on) {
        return finding({ share: 0, found: { key: 'dip_none', vars: {} }, as_of: today, href });
      }
      const { renew_by: renew_on, decree_on, decree_number } = dip;
      const fresh = dipDaysLeft(renew_on, today) >= 0;
      return finding({
        ...{ share: fresh ? 1 : 0.5, as_of: decree_on, href },
        found: { key: fresh ? 'dip_fresh' : 'dip_old', vars: { decree: decree_number ?? '', decree_on, renew_on } },
      });
    },
  },
  {
    ...{ code: 'dip.lengkap', name: 'dip_columns', item: null, mend: { role: 'ppid', href: '/petugas/dip/periksa' } },
    of: ({ dip, today }) => {
      const href = dip ? `/daftar-informasi-publik?versi=${dip.number}` : '/daftar-informasi-publik';
      if (!dip || dip.row_count === 0) {
        return finding({ share: 0, found: { key: 'dip_none', vars: {} }, as_of: today, href });
      }
      const { row_count: of, incomplete_count, decree_on } = dip;
      const n = of - incomplete_count;
      return finding({
        ...{ share: n / of, as_of: decree_on ?? today, href },
        found: { key: 'dip_columns', vars: { n, of, share: n / of } },
      });
    },
  },
  {
    ...{ code: 'pengecualian.diuji', name: 'exempt_tested', item: null },
    mend: { role: 'ppid', href: '/petugas/pengecualian' },
    // What has no test and no decision never comes into force here: that some are in force is the proof.
    of: ({ exemptions: { in_force }, today }) =>
      finding({
        ...{ share: in_force > 0 ? 1 : null, count: in_force, as_of: today, href: EXEMPT },
        found: { key: in_force > 0 ? 'exempt_tested' : 'exempt_none', vars: { count: in_force } },
      }),
  },
  {
    ...{ code: 'pengecualian.dibuka', name: 'exempt_opened', item: null },
    mend: { role: 'ppid', href: '/petugas/pengecualian' },
    of: ({ exemptions: { waiting }, today }) =>
      finding({
        ...{ share: waiting > 0 ? 0 : 1, as_of: today, href: EXEMPT },
        found: { key: waiting > 0 ? 'exempt_waiting' : 'exempt_opened', vars: { count: waiting } },
      }),
  },
  {
    ...{ code: 'laporan.terbit', name: 'annual', item: null, mend: { role: 'ppid', href: '/petugas/laporan-tahunan' } },
    of: ({ annual: { due_by: due_on, published_on, document }, year, today }) => {
      const vars = { year: String(year), due_on };
      const href = document === null ? '/laporan' : `/informasi/${document}`;
      if (published_on === null) {
        const key = annualDaysLeft(due_on, today) < 0 ? 'annual_overdue' : 'annual_missing';
        return finding({ share: 0, found: { key, vars }, as_of: today, href });
      }
      const inTime = annualDaysLeft(due_on, published_on) >= 0;
      return finding({
        ...{ share: inTime ? 1 : 0.5, as_of: published_on, href },
        found: { key: inTime ? 'annual_in_time' : 'annual_late', vars: { ...vars, published_on } },
      });
    },
  },
  {
    ...{ code: 'laporan.salinan', name: 'annual_copy', item: null },
    mend: { role: 'ppid', href: '/petugas/laporan-tahunan' },
    of: ({ annual: { copied_on }, year, today }) =>
      finding({
        ...{ share: copied_on === null ? 0 : 1, as_of: copied_on ?? today, href: '/laporan' },
        found:
          copied_on === null
            ? { key: 'annual_not_copied', vars: { year: String(year) } }
            : { key: 'annual_copied', vars: { year: String(year), copied_on } },
      }),
  },
  {
    ...{ code: 'angka.tepat-waktu', name: 'on_time', item: null, mend: { role: 'petugas', href: '/petugas' } },
    of: (facts) => {
      const { stats } = facts;
      const of = stats ? stats.on_time + stats.late + stats.overdue_open : 0;
      const share = stats && of > 0 ? stats.on_time / of : null;
      return figure(facts, 'on_time', share, { n: stats?.on_time ?? 0, of, share: share ?? 0 });
    },
  },
  {
    ...{ code: 'angka.tanpa-lewat', name: 'none_overdue', item: null, mend: { role: 'ppid', href: '/petugas' } },
    of: (facts) => {
      const { stats } = facts;
      const count = stats?.overdue_open ?? 0;
      const share = stats && stats.received > 0 ? (count === 0 ? 1 : 0) : null;
      return figure(facts, count === 0 ? 'none_overdue' : 'some_overdue', share, { count });
    },
  },
  {
    ...{ code: 'angka.keberatan', name: 'objections', item: null, mend: { role: 'atasan', href: '/atasan' } },
    of: (facts) => {
      const ends = facts.stats?.objections;
      const n = ends ? ends.granted + ends.granted_partly + ends.upheld : 0;
      const of = n + (ends?.unanswered ?? 0);
      const share = of > 0 ? n / of : null;
      return figure(facts, 'objections', share, { n, of, share: share ?? 0 });
    },
  },
  {
    ...{ code: 'peringatan', name: 'announced', item: null, mend: { role: 'opd', href: '/opd/peringatan/baru' } },
    // Whether there was anything to warn of is not known here.
    of: ({ announced, today, timezone }) =>
      finding({
        ...{ share: null, as_of: announced ? localDay(announced.made_at, timezone) : today },
        href: announced ? `/peringatan/${announced.public_id}` : '/peringatan',
        found: announced
          ? { key: 'announced', vars: { title: announced.title, made_on: localDay(announced.made_at, timezone) } }
          : { key: 'announced_none', vars: {} },
      }),
  },
];

/** A figure of the year's service, which opens into its cases on the page of figures. */
function figure({ stats, year, today }: Facts, key: string, share: number | null, vars: Record<string, number>) {
  const question = { year, asOf: today, source: null };
  const href = withQuery('/statistik', questionQuery(question));
  const found = stats === null ? 'unsound' : share === null ? 'nothing_due' : key;
  return finding({ share, found: { key: found, vars: { ...vars, year: String(year) } }, as_of: today, href });
}
