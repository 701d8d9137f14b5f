const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text inside a page of the pack, which no template prints. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark] as string);

const STYLE = `body{font-family:sans-serif;line-height:1.5;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #b8c0cc;padding:.4rem;text-align:left;vertical-align:top}`;

/** A page that stands by itself: it loads nothing, and says where it comes from. `body` is ready markup. */
export const pageHtml = (title: string, body: string, { href }: { href: string }): string =>
  `<!doctype html>
<html lang="id">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(title)}</h1>
<p><a href="${escaped(href)}">${escaped(href)}</a></p>
${body}
</body>
</html>
`;
