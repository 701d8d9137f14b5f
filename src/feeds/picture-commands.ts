import { renderAsync } from '@resvg/resvg-js';
import { type PictureFacts, pictureOf } from './share-picture';

const FONTS = ['400Regular/PlusJakartaSans_400Regular.ttf', '700Bold/PlusJakartaSans_700Bold.ttf'].map((file) =>
  require.resolve(`@expo-google-fonts/plus-jakarta-sans/${file}`),
);

const MOST_KEPT = 200;
const kept = new Map<string, Promise<Buffer>>();

/**
 * The picture as PNG, drawn in a thread of its own and kept while it is among the last 200: a link that is shared is
 * fetched by many at once. `key` changes when the picture does.
 */
export function picturePng(key: string, facts: PictureFacts): Promise<Buffer> {
  const known = kept.get(key);
  if (known) return known;
  const fonts = { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'Plus Jakarta Sans' };
  const drawn = renderAsync(pictureOf(facts), { font: fonts }).then((image) => image.asPng());
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(key, drawn);
  drawn.catch(() => kept.delete(key));
  return drawn;
}
