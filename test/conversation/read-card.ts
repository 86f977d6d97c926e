import type { Activity } from 'botbuilder';
import { tappables, type Tappable } from '../helpers/chat.ts';

/** One message of the bot as it stands on the client's screen. */
export interface Shown {
  readonly text: string;
  /** What stands on its card, in order: words, buttons in brackets, boxes to tick. */
  readonly lines: readonly string[];
  readonly taps: readonly Tappable[];
}

interface Element {
  readonly type?: string;
  readonly text?: string;
  readonly title?: string;
  readonly label?: string;
  readonly value?: string;
  readonly choices?: readonly { readonly title: string }[];
  readonly selectAction?: { readonly title: string };
  readonly body?: readonly Element[];
  readonly items?: readonly Element[];
  readonly columns?: readonly Element[];
}

/** Reads an activity as a person does. */
export function readCard(activity: Partial<Activity>): Shown {
  const text = activity.text ?? '';
  const cards = (activity.attachments ?? []).filter(({ content }) => content !== undefined);
  const pictures = (activity.attachments ?? []).filter(({ contentUrl }) => contentUrl !== undefined);
  return {
    text,
    lines: [
      ...cards.flatMap(({ content }) => linesOf(content as Element)),
      ...pictures.map(({ name }) => `(picture: ${name})`),
    ],
    taps: tappables(activity),
  };
}

function linesOf(element: Element): readonly string[] {
  if (element.selectAction) return [`[${element.selectAction.title}]`];
  switch (element.type) {
    case 'TextBlock':
      return [plain(element.text ?? '')];
    case 'Input.Toggle':
      return [`☐ ${element.title}`];
    case 'Input.ChoiceSet':
      return [
        ...(element.label ? [element.label] : []),
        (element.choices ?? []).map(({ title }) => `☐ ${title}`).join(' '),
      ];
    case 'Input.Text':
    case 'Input.Number':
    case 'Input.Date':
    case 'Input.Time':
      return [`${element.label ?? ''} ______ ${element.value ?? ''}`.trim()];
    case 'ColumnSet': {
      const columns = (element.columns ?? []).map((column) => linesOf(column).join(' '));
      const words = columns.filter((column) => column !== '');
      return words.length === 0 ? [] : [words.join(words.some(isButton) ? ' ' : ' … ')];
    }
    case undefined:
    default:
      return [...(element.body ?? []), ...(element.items ?? [])].flatMap(linesOf);
  }
}

const isButton = (words: string): boolean => words.startsWith('[');

/** Cards read Markdown; a person does not see its escapes. */
const plain = (text: string): string =>
  text.replaceAll(/\\([\\*_`~[\]()#<>|!&])/g, '$1').replaceAll('\u200b', '');
