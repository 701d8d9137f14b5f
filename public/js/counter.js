/** Shows how many characters are left under a text; its words come from the page. */
export function countDown(text) {
  const limit = Number(text.dataset.counter);
  const shown = document.createElement('p');
  shown.className = 'field-count';
  shown.setAttribute('aria-live', 'polite');
  const update = () => {
    // The server counts line ends as one character, as `value` does.
    const left = limit - text.value.length;
    const words = left < 0 ? text.dataset.counterOver : text.dataset.counterLeft;
    // Far from the limit the number is noise, above all when read aloud.
    shown.textContent =
      left > limit / 4
        ? ''
        : words.replace('#', new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left)));
    shown.classList.toggle('field-count-over', left < 0);
  };
  text.addEventListener('input', update);
  text.after(shown);
  update();
}
