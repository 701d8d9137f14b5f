import MarkdownIt from 'markdown-it';

// Neither raw HTML nor pictures: whatever an editor types, it can become words, lists, tables and links, no more.
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable('image');

// The page has its own first heading.
markdown.core.ruler.push('lower-headings', ({ tokens }) => {
  for (const token of tokens) if (token.tag === 'h1') token.tag = 'h2';
});
markdown.renderer.rules.table_open = () => '<table class="table">';

/** A text with marks as HTML that is safe to print. */
export const htmlOf = (text: string): string => markdown.render(text);
