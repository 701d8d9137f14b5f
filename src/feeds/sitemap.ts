import { xmlOf } from './xml';

const XMLNS = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** The site map's list of parts: part 0 holds the pages, the others documents. */
export const sitemapIndex = (baseUrl: string, parts: number): string =>
  xmlOf({
    sitemapindex: {
      '@xmlns': XMLNS,
      sitemap: Array.from({ length: parts + 1 }, (_, part) => ({ loc: `${baseUrl}/sitemap-${part}.xml` })),
    },
  });

/** One part. `path` starts with a slash. */
export const sitemapOf = (baseUrl: string, pages: readonly { path: string; changed?: string }[]): string =>
  xmlOf({
    urlset: {
      '@xmlns': XMLNS,
      url: pages.map(({ path, changed }) => ({ loc: baseUrl + path, ...(changed ? { lastmod: changed } : {}) })),
    },
  });

/** Pages that are always there. */
export const PAGES: readonly string[] = [
  ...['/', '/informasi', '/badan-publik', '/daftar-informasi-publik', '/informasi-dikecualikan', '/peringatan'],
  ...['/permohonan/baru', '/keberatan/baru', '/lacak', '/kalkulator-tenggat', '/statistik', '/laporan'],
  ...['/standar-layanan', '/profil', '/privasi', '/api/docs'],
];

/** What crawlers may read: everything public but single cases, forms under way, and the endless variants of a list. */
export const robots = (baseUrl: string): string =>
  [
    'User-agent: *',
    ...[
      '/petugas',
      '/opd',
      '/atasan',
      '/auditor',
      '/admin',
      '/akun',
      '/masuk',
      '/lacak',
      '/permohonan/',
      '/keberatan/',
    ].map((path) => `Disallow: ${path}`),
    'Allow: /permohonan/baru$',
    'Allow: /keberatan/baru$',
    'Disallow: /*sesudah=',
    '',
    `Sitemap: ${baseUrl}/sitemap.xml`,
    '',
  ].join('\n');
