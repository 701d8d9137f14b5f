import type { PageHead } from '../web/page';
import { formatOfName } from './formats';
import type { PublishedFile, PublishedRow } from './queries';
import { fileSlug } from './slugs';

/** What the page of a document tells other programs about itself: schema.org, Open Graph, and its one address. */
export function documentHead(
  row: PublishedRow,
  files: readonly PublishedFile[],
  { baseUrl, site }: { baseUrl: string; site: string },
): PageHead {
  const canonical = `${baseUrl}/informasi/${row.slug}`;
  const body = {
    '@type': 'GovernmentOrganization',
    name: row.body_name,
    url: `${baseUrl}/badan-publik/${row.body_slug}`,
  };
  return {
    canonical,
    type: 'article',
    image: `${canonical}/gambar.png`,
    alternates: [],
    jsonLd:
      row.category === 'dikecualikan'
        ? null
        : {
            '@context': 'https://schema.org',
            '@type': 'Dataset',
            '@id': canonical,
            identifier: row.public_id,
            name: row.title,
            description: row.summary ?? row.title,
            url: canonical,
            inLanguage: 'id',
            isAccessibleForFree: true,
            datePublished: row.published_at,
            dateModified: row.updated_at,
            ...(row.made_on ? { dateCreated: row.made_on } : {}),
            version: row.version,
            creator: row.publisher ? { '@type': 'Organization', name: row.publisher } : body,
            publisher: body,
            includedInDataCatalog: { '@type': 'DataCatalog', name: site, url: `${baseUrl}/informasi` },
            distribution: [
              ...files.map((file) => ({
                '@type': 'DataDownload',
                name: file.name,
                contentUrl: `${baseUrl}/berkas/${file.public_id}/${fileSlug(file.name)}`,
                encodingFormat: file.media_type || formatOfName(file.name),
                contentSize: String(file.size),
              })),
              ...(row.url ? [{ '@type': 'DataDownload', contentUrl: row.url }] : []),
            ],
          },
  };
}

/** The feeds of a list or of a body (slug and category of its address; '' is none), for programs that look in the page's head. */
export function feedHead(baseUrl: string, query: { badan?: string; kategori?: string }, title: string): PageHead {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  const end = asked ? `?${asked}` : '';
  return {
    canonical: null,
    type: 'website',
    image: null,
    alternates: [
      { type: 'application/atom+xml', href: `${baseUrl}/feed.atom${end}`, title },
      { type: 'application/feed+json', href: `${baseUrl}/feed.json${end}`, title },
    ],
    jsonLd: null,
  };
}
