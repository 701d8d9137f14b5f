/** What the kit's field partial is given; absent keys take its defaults. */
export type Field = {
  name: string;
  label: string;
  type?: 'text' | 'date' | 'textarea' | 'select' | 'radios' | 'checkboxes' | 'checkbox' | 'file';
  hint?: string | null;
  required?: boolean;
  value?: string | string[] | null;
  options?: { value: string; label: string; hint?: string | null }[];
  max?: number;
  rows?: number;
  width?: 'short' | 'medium' | 'full';
  accept?: string;
  placeholder?: string | null;
  min?: string | null;
  maxDate?: string | null;
  /** Words beside the label of a field that may be empty for now, in place of "may be left empty". */
  optionalLabel?: string | null;
  /** A button that belongs to the field: sends the form for its sake. */
  button?: { label: string; name: string; value: string };
};

export type Group = { heading: string | null; hint: string | null; fields: Field[] };

/** Groups with every key that the partials ask for. */
export const complete = (groups: readonly Group[]): Group[] =>
  groups.map((group) => ({
    ...group,
    fields: group.fields.map((field) =>
      field.options
        ? { ...field, options: field.options.map((option) => ({ ...option, hint: option.hint ?? null })) }
        : field,
    ),
  }));

/** One group without a heading. */
export const one = (fields: Field[]): Group[] => [{ heading: null, hint: null, fields }];
