/** What the kit's field partial is given; absent keys take its defaults. */
export type Field = {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'tel' | 'date' | 'textarea' | 'select' | 'radios' | 'checkboxes' | 'checkbox' | 'file';
  hint?: string | null;
  required?: boolean;
  value?: string | string[] | null;
  options?: { value: string; label: string; hint?: string | null }[];
  max?: number;
  rows?: number;
  width?: 'short' | 'medium' | 'full';
  autocomplete?: string;
  inputmode?: string;
  accept?: string;
  multiple?: boolean;
  placeholder?: string | null;
  inline?: boolean;
  min?: string | null;
  maxDate?: string | null;
};

/** Fields under one heading; `fold`: shown closed, for what is seldom needed. */
export type FieldGroup = {
  heading: string | null;
  hint: string | null;
  fields: Field[];
  fold: boolean;
  /** Where to go when what the group asks for is not there yet. */
  link?: { href: string; label: string } | null;
};

/** Groups with every key that the partials ask for: in tests a view refuses unknown ones. */
export function complete(groups: readonly FieldGroup[]): FieldGroup[] {
  const whole = (field: Field): Field =>
    field.options
      ? { ...field, options: field.options.map((option) => ({ ...option, hint: option.hint ?? null })) }
      : field;
  return groups.map((group) => ({ ...group, link: group.link ?? null, fields: group.fields.map(whole) }));
}

/** One group of fields, under a heading or none. */
export const one = (fields: Field[], heading: string | null = null, hint: string | null = null): FieldGroup[] => [
  { heading, hint, fields, fold: false },
];
