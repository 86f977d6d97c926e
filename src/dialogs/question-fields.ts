import type { Answer } from '../domain/answer.ts';
import type { Option, Translated } from '../domain/instrument/instrument.ts';
import { optionLabel, textIn, type Question } from '../domain/questions/question.ts';
import type { Field } from './message.ts';

/** More options than this are picked from a list, since nobody scrolls through as many buttons. */
const mostButtons = 12;

/** What the fields are called. */
export type FieldTitles = Readonly<Record<'number' | 'unit' | 'date' | 'time' | 'pick' | 'ownWords', string>>;

/**
 * The fields in which a question is answered; none where it is answered by buttons or in words alone. What the
 * questionnaire offers stands in them, to be sent or changed. They have no bounds: a card would take no tap, and not say
 * why, where we ask again with the reason.
 * @param given what was answered to it before
 */
export function fieldsOf(
  { answer, control, initial }: Question,
  { language, given, titles }: { language: string; given: Answer | undefined; titles: FieldTitles },
): readonly Field[] {
  switch (answer.kind) {
    case 'choice': {
      const listed =
        answer.options.length > mostButtons || control === 'drop-down' || control === 'autocomplete';
      if (!listed) return [];
      const options = answer.options.map((option) => fieldOption(option, language));
      const value = initial?.kind === 'option' && { value: initial.code };
      return [{ kind: 'pick', id: 'answer', title: titles.pick, options, ...value }];
    }
    case 'choices':
      return [
        ...ticksOf(answer.options, language, given?.kind === 'options' ? given : initial),
        ...(answer.open === undefined
          ? []
          : [{ kind: 'words', id: 'other', title: titles.ownWords, maxLength: answer.open } as const]),
      ];
    case 'number':
      return [numberField(withUnit(titles, answer.unit, language), initial)];
    case 'quantity': {
      const [first, ...others] = answer.units;
      if (others.length === 0) return [numberField(withUnit(titles, first?.display, language), initial)];
      const options = answer.units.map(({ key, display }) => ({
        code: key,
        label: textIn(display, language),
      }));
      const value = initial?.kind === 'quantity' && initial.unit !== undefined && { value: initial.unit };
      return [
        numberField(titles.number, initial),
        { kind: 'pick', id: 'unit', title: titles.unit, options, ...value },
      ];
    }
    case 'date':
      return [dateField(titles.date, initial)];
    case 'time':
      return [timeField(titles.time, initial)];
    case 'dateTime':
      return [dateField(titles.date, initial), timeField(titles.time, initial)];
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

const withUnit = ({ number }: FieldTitles, unit: Translated | undefined, language: string): string =>
  unit ? `${number} (${textIn(unit, language)})` : number;

const numberField = (title: string, initial: Answer | undefined): Field => ({
  kind: 'number',
  id: 'answer',
  title,
  ...((initial?.kind === 'number' || initial?.kind === 'quantity') && { value: String(initial.value) }),
});

const dateField = (title: string, initial: Answer | undefined): Field => ({
  kind: 'date',
  id: 'date',
  title,
  ...((initial?.kind === 'date' || initial?.kind === 'dateTime') && { value: initial.value.slice(0, 10) }),
});

const timeField = (title: string, initial: Answer | undefined): Field => ({
  kind: 'time',
  id: 'time',
  title,
  ...(initial?.kind === 'time' && { value: initial.value.slice(0, 5) }),
  ...(initial?.kind === 'dateTime' && { value: initial.value.slice(11, 16) }),
});
