/** Sub-kinds of the chosen category only, and a chosen sub-kind ticks its category. Without this both are chosen by hand. */
export function followCategory(select) {
  const radios = [...select.form.querySelectorAll('input[type="radio"][name="category"]')];
  const groups = [...select.querySelectorAll('optgroup[data-only]')];
  const narrow = () => {
    const category = radios.find((radio) => radio.checked)?.value;
    for (const group of groups) {
      const away = category !== undefined && group.dataset.only !== category;
      group.hidden = away;
      group.disabled = away;
      if (away && group.contains(select.selectedOptions[0])) select.value = '';
    }
  };
  for (const radio of radios) radio.addEventListener('change', narrow);
  select.addEventListener('change', () => {
    const category = select.selectedOptions[0]?.closest('optgroup')?.dataset.only;
    const radio = radios.find(({ value }) => value === category);
    if (radio && !radios.some(({ checked }) => checked)) radio.checked = true;
    narrow();
  });
  narrow();
}
