/** How a file of this name is drawn; null for a kind that has no picture. */
export function paintedAs(name: string): 'pdf' | 'image' | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'pdf') return 'pdf';
  return ending && ['png', 'jpg', 'jpeg', 'webp'].includes(ending) ? 'image' : null;
}
