const AGAIN_AFTER_MS = 15_000;

/**
 * A second click on a slow line sends nothing. The button stays focusable, and works again after a while or when the
 * page is reached by the back button.
 */
export function sendOnce(form) {
  let sent = false;
  const ready = () => {
    sent = false;
    form.removeAttribute('aria-busy');
  };
  form.addEventListener('submit', (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.setAttribute('aria-busy', 'true');
    setTimeout(ready, AGAIN_AFTER_MS);
  });
  window.addEventListener('pageshow', ready);
}
