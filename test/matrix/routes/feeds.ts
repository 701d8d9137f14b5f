import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /feed.atom', answers: everybody(200) },
    { route: 'GET /feed.json', answers: everybody(200) },
    { route: 'GET /catalog.jsonld', answers: everybody(200) },
    { route: 'GET /sitemap.xml', answers: everybody(200) },
    { route: 'GET /sitemap-:part.xml', path: '/sitemap-0.xml', answers: everybody(200) },
    { route: 'GET /robots.txt', answers: everybody(200) },
    { route: 'GET /informasi/:slug/gambar.png', path: '/informasi/tidak-ada/gambar.png', answers: everybody(404) },
    { route: 'GET /umpan', answers: everybody(200) },
    { route: 'GET /sematan', answers: everybody(200) },
  ],
};
