const WAIT_MS = 600;
const SHORTEST = 8;

/** Shows published items that resemble what is being typed. Its words come from the page. */
export function offerWhileTyping(box) {
  const text = document.getElementById(box.dataset.offers);
  const list = box.querySelector('ul');
  if (!text || !list) return;
  let timer;
  let asked = '';
  const ask = async () => {
    const typed = text.value.trim().slice(0, 300);
    if (typed.length < SHORTEST || typed === asked) return;
    asked = typed;
    try {
      const answer = await fetch(`${box.dataset.offersFrom}?${new URLSearchParams({ q: typed })}`);
      if (!answer.ok || asked !== typed) return;
      const { items } = await answer.json();
      list.replaceChildren(...items.map((item) => entry(item, list.dataset.offersNewTab)));
      box.hidden = items.length === 0;
    } catch {
      // On a broken line the form goes on without offers.
    }
  };
  text.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
}

// In a new tab: what was typed is kept only when the form is sent.
function entry({ title, href, meta }, newTab) {
  const line = document.createElement('li');
  const link = document.createElement('a');
  const note = document.createElement('span');
  const from = document.createElement('small');
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = title;
  note.className = 'visually-hidden';
  note.textContent = ` ${newTab}`;
  from.textContent = meta;
  link.append(note);
  line.append(link, from);
  return line;
}
