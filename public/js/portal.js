/** Comfort only: every page works without this file. */
import { countDown } from './counter.js';
import { sendOnce } from './send-once.js';

document.getElementById('kesalahan')?.focus();
for (const form of document.querySelectorAll('form[method="post"]')) sendOnce(form);
for (const text of document.querySelectorAll('textarea[data-counter]')) countDown(text);
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
const subkinds = document.querySelector('form select optgroup[data-only]')?.closest('select');
if (subkinds?.form.querySelector('input[type="radio"][name="category"]')) {
  import('./subkinds.js').then(({ followCategory }) => followCategory(subkinds));
}
const offers = document.querySelector('[data-offers]');
if (offers) import('./offers.js').then(({ offerWhileTyping }) => offerWhileTyping(offers));
