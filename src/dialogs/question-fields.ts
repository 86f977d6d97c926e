import type { Answer } from '../domain/answer.ts';
import type { Option } from '../domain/instrument.ts';
import { optionLabel, textIn, type Question } from '../domain/question.ts';
import type { Field } from './message.ts';

/** More options than this are picked from a list, since nobody scrolls through as many buttons. */
const mostButtons = 12;

/**
 * The fields in which a question is answered; none where it is answered by buttons or in words alone. What the
 * questionnaire offers stands in them, to be sent or changed.
 * @param given what was answered to it before
 * @param ownWords the title of the field for what is none of the options
 */
export function fieldsOf(
  { answer, control, initial }: Question,
  { language, given, ownWords }: { language: string; given: Answer | undefined; ownWords: string },
): readonly Field[] {
  switch (answer.kind) {
    case 'choice': {
      const listed =
        answer.options.length > mostButtons || control === 'drop-down' || control === 'autocomplete';
      if (!listed) return [];
      const options = answer.options.map((option) => fieldOption(option, language));
      const value = initial?.kind === 'option' && { value: initial.code };
      return [{ kind: 'pick', id: 'answer', title: '', options, ...value }];
    }
    case 'choices':
      return [
        ...ticksOf(answer.options, language, given?.kind === 'options' ? given : initial),
        ...(answer.open === undefined
          ? []
          : [{ kind: 'words', id: 'other', title: ownWords, maxLength: answer.open } as const]),
      ];
    case 'number':
      return [numberField(answer, initial)];
    case 'quantity': {
      const options = answer.units.map(({ key, display }) => ({
        code: key,
        label: textIn(display, language),
      }));
      const value = initial?.kind === 'quantity' && initial.unit !== undefined && { value: initial.unit };
      const unit: Field = { kind: 'pick', id: 'unit', title: '', options, ...value };
      return [numberField(answer, initial), ...(options.length > 1 ? [unit] : [])];
    }
    case 'date':
      return [{ kind: 'date', id: 'date', title: '', ...bounds(answer), ...dateOf(initial) }];
    case 'time':
      return [timeField(answer, initial)];
    case 'dateTime':
      return [
        {
          kind: 'date',
          id: 'date',
          title: '',
          ...bounds({ min: answer.min?.slice(0, 10), max: answer.max?.slice(0, 10) }),
          ...dateOf(initial),
        },
        timeField({}, initial),
      ];
    case 'rating':
    case 'boolean':
    case 'text':
    case 'url':
      return [];
  }
}

const fieldOption = (option: Option, language: string) => ({
  code: option.code,
  label: optionLabel(option, language),
});

/** Boxes under the headings of their options. */
function ticksOf(options: readonly Option[], language: string, ticked: Answer | undefined): readonly Field[] {
  const codes = ticked?.kind === 'options' ? ticked.codes : [];
  const byTitle = Map.groupBy(options, ({ group }) => (group ? textIn(group, language) : ''));
  return [...byTitle].map(([title, members], at) => ({
    kind: 'ticks',
    id: `group${at}`,
    title,
    options: members.map((option) => fieldOption(option, language)),
    value: codes.filter((code) => members.some((member) => member.code === code)),
  }));
}

const numberField = (
  { min, max }: { readonly min?: number; readonly max?: number },
  initial: Answer | undefined,
): Field => ({
  kind: 'number',
  id: 'answer',
  title: '',
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
  ...((initial?.kind === 'number' || initial?.kind === 'quantity') && { value: String(initial.value) }),
});

const timeField = (
  { min, max }: { readonly min?: string; readonly max?: string },
  initial: Answer | undefined,
): Field => ({
  kind: 'time',
  id: 'time',
  title: '',
  ...bounds({ min: min?.slice(0, 5), max: max?.slice(0, 5) }),
  ...(initial?.kind === 'time' && { value: initial.value.slice(0, 5) }),
  ...(initial?.kind === 'dateTime' && { value: initial.value.slice(11, 16) }),
});

const bounds = ({ min, max }: { readonly min?: string | undefined; readonly max?: string | undefined }) => ({
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
});

const dateOf = (initial: Answer | undefined) =>
  (initial?.kind === 'date' || initial?.kind === 'dateTime') && { value: initial.value.slice(0, 10) };
