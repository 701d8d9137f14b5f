import { renderAsync } from '@resvg/resvg-js';
import { type PictureFacts, pictureOf } from './share-picture';

const FONTS = ['400Regular/PlusJakartaSans_400Regular.ttf', '700Bold/PlusJakartaSans_700Bold.ttf'].map((file) =>
  require.resolve(`@expo-google-fonts/plus-jakarta-sans/${file}`),
);

const MOST_KEPT = 200;
const kept = new Map<string, Promise<Buffer>>();
/** One is drawn at a time: whoever asks for the pictures of a whole catalogue must not keep readers from its pages. */
const MOST_WAITING = 8;
let waiting = 0;
let turn: Promise<unknown> = Promise.resolve();

/**
 * The picture as PNG, drawn in a thread of its own and kept while it is among the last 200: a link that is shared is
 * fetched by many at once. `key` changes when the picture does. null where too many wait to be drawn.
 */
export function picturePng(key: string, facts: PictureFacts): Promise<Buffer> | null {
  const known = kept.get(key);
  if (known) return known;
  const fonts = { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'Plus Jakarta Sans' };
  if (waiting >= MOST_WAITING) return null;
  waiting += 1;
  const draw = async () => {
    try {
      return (await renderAsync(pictureOf(facts), { font: fonts })).asPng();
    } finally {
      waiting -= 1;
    }
  };
  const drawn = turn.then(draw);
  turn = drawn.catch(() => undefined);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(key, drawn);
  drawn.catch(() => kept.delete(key));
  return drawn;
}
