import type { Field, FieldOption } from './message.ts';

/** A field as an input of an Adaptive Card. */
export function renderField(field: Field): Readonly<Record<string, unknown>> {
  const { id, title } = field;
  const named = { id, ...(title !== '' && { label: title }) };
  switch (field.kind) {
    case 'ticks':
      return {
        ...named,
        type: 'Input.ChoiceSet',
        isMultiSelect: true,
        style: 'expanded',
        wrap: true,
        choices: choicesOf(field.options),
        ...(field.value.length > 0 && { value: field.value.join(',') }),
      };
    case 'pick':
      return {
        ...named,
        type: 'Input.ChoiceSet',
        style: 'compact',
        wrap: true,
        choices: choicesOf(field.options),
        ...given(field.value),
      };
    case 'number':
      return { ...named, type: 'Input.Number', ...given(field.value) };
    case 'date':
      return { ...named, type: 'Input.Date', ...given(field.value) };
    case 'time':
      return { ...named, type: 'Input.Time', ...given(field.value) };
    case 'words':
      return { ...named, type: 'Input.Text', maxLength: field.maxLength, ...given(field.value) };
  }
}

const choicesOf = (options: readonly FieldOption[]) =>
  options.map(({ code, label }) => ({ title: label, value: code }));

const given = (value: string | undefined) => value !== undefined && { value };
