import { ActivityTypes, type Activity, type Attachment } from 'botbuilder';
import { isRightToLeft } from '../i18n/languages.ts';
import type { Choice, Message } from './message.ts';
import { plainText } from './plain-text.ts';
import { renderField } from './render-field.ts';

type Element = Readonly<Record<string, unknown>>;

/** Teams takes no message of more than 40 KB, and a longer list helps nobody who cannot see it. */
const longestFallback = 2000;

/**
 * A message as a Bot Framework activity: plain text that says everything, and a card to tap.
 * @param language what it is written in, which the channel is told
 */
export function render(message: Message, language?: string): Partial<Activity> {
  const content = cardOf(message);
  const words = plainText(message);
  const card = content && {
    ...content,
    ...(language !== undefined && isRightToLeft(language) && { rtl: true }),
    ...(words.length <= longestFallback && { fallbackText: words }),
  };
  const attachments: Attachment[] = card
    ? [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }]
    : [];
  if (message.kind === 'text' && message.picture) {
    const { contentType, url, description } = message.picture;
    attachments.push({ contentType, contentUrl: url, name: description });
  }
  return {
    type: ActivityTypes.Message,
    text: message.kind === 'settled' ? plainText(message) : message.text,
    textFormat: 'plain',
    ...(language !== undefined && { locale: language }),
    ...(attachments.length > 0 && { attachments }),
  };
}

function cardOf(message: Message): Element | undefined {
  switch (message.kind) {
    case 'text':
    case 'settled':
      return undefined;
    case 'choices':
      return card([
        ...answers(message.choices),
        asides(message.choices.filter((choice) => choice.role === 'aside')),
      ]);
    case 'rating':
      return card([...ratingRows(message.ratings), ends(message), asides(message.asides)]);
    case 'form':
      return card([
        ...message.fields.map(renderField),
        { ...button(message.submit, 'good'), spacing: 'default' },
        ...answers(message.others),
        asides(message.asides),
      ]);
    case 'summary':
      return card([
        ...message.rows.map((row, index) => summaryRow(row, index)),
        asides(message.pages),
        {
          type: 'Input.Text',
          id: 'comment',
          label: message.comment.label,
          value: message.comment.value,
          isMultiline: true,
          maxLength: message.comment.maxLength,
          separator: true,
          spacing: 'large',
        },
        {
          type: 'Input.Toggle',
          id: 'talk',
          title: message.talk.label,
          value: String(message.talk.value),
          wrap: true,
        },
        button(message.send, 'good'),
      ]);
  }
}

const card = (body: readonly (Element | undefined)[]): Element => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body: body.filter((element) => element !== undefined),
});

const submit = ({ label, data, url }: Choice): Element =>
  url === undefined
    ? { type: 'Action.Submit', title: label, data }
    : { type: 'Action.OpenUrl', title: label, url };

const answers = (choices: readonly Choice[]): Element[] =>
  choices.filter((choice) => choice.role !== 'aside').map((choice) => button(choice, 'emphasis'));

/** A whole-width button that keeps its label at 360 px and wraps it. */
const button = (choice: Choice, style: 'emphasis' | 'good'): Element => ({
  type: 'Container',
  style,
  spacing: 'small',
  minHeight: '44px',
  verticalContentAlignment: 'center',
  selectAction: submit(choice),
  items: [
    {
      type: 'TextBlock',
      text: escapeMarkdown(choice.label),
      wrap: true,
      horizontalAlignment: 'center',
      ...(style === 'good' && { weight: 'bolder' }),
    },
  ],
});

/** 0–10 in one tap: two rows of six, since one row of eleven loses its digits on a phone. */
function ratingRows(ratings: readonly Choice[]): Element[] {
  const perRow = Math.ceil(ratings.length / 2);
  return [ratings.slice(0, perRow), ratings.slice(perRow)].map((row) => ({
    type: 'ColumnSet',
    spacing: 'small',
    columns: Array.from({ length: perRow }, (_, at) => ratingCell(row[at])),
  }));
}

const ratingCell = (choice: Choice | undefined): Element =>
  choice === undefined
    ? { type: 'Column', width: 'stretch', spacing: 'small', items: [] }
    : {
        type: 'Column',
        width: 'stretch',
        spacing: 'small',
        style: 'emphasis',
        minHeight: '44px',
        verticalContentAlignment: 'center',
        selectAction: submit(choice),
        items: [{ type: 'TextBlock', text: choice.label, horizontalAlignment: 'center', weight: 'bolder' }],
      };

const ends = ({ low, high }: { low: string; high: string }): Element | undefined =>
  low === '' && high === ''
    ? undefined
    : {
        type: 'ColumnSet',
        spacing: 'small',
        columns: [low, high].map((text, index) => ({
          type: 'Column',
          width: 'stretch',
          items: [
            {
              type: 'TextBlock',
              text: escapeMarkdown(text),
              wrap: true,
              size: 'small',
              horizontalAlignment: index === 0 ? 'left' : 'right',
            },
          ],
        })),
      };

const asides = (choices: readonly Choice[]): Element | undefined =>
  choices.length === 0
    ? undefined
    : {
        type: 'ColumnSet',
        spacing: 'medium',
        columns: choices.map((choice) => ({
          type: 'Column',
          width: 'auto',
          minHeight: '44px',
          verticalContentAlignment: 'center',
          selectAction: submit(choice),
          items: [{ type: 'TextBlock', text: escapeMarkdown(choice.label), wrap: true, color: 'accent' }],
        })),
      };

const summaryRow = (row: { question: string; answer: string; change: Choice }, index: number): Element => ({
  type: 'ColumnSet',
  separator: index > 0,
  spacing: 'default',
  columns: [
    {
      type: 'Column',
      width: 'stretch',
      items: [
        { type: 'TextBlock', text: escapeMarkdown(row.question), wrap: true, size: 'small' },
        {
          type: 'TextBlock',
          text: escapeMarkdown(row.answer),
          wrap: true,
          weight: 'bolder',
          spacing: 'none',
        },
      ],
    },
    {
      type: 'Column',
      width: '96px',
      verticalContentAlignment: 'center',
      items: [
        {
          type: 'Container',
          minHeight: '44px',
          verticalContentAlignment: 'center',
          selectAction: submit(row.change),
          items: [
            {
              type: 'TextBlock',
              text: escapeMarkdown(row.change.label),
              color: 'accent',
              horizontalAlignment: 'center',
            },
          ],
        },
      ],
    },
  ],
});

/** Cards read their texts as Markdown; what a person wrote must come out as written. */
const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(/([\\*_`~[\]()#<>|!&])/g, String.raw`\$1`)
    // an address must not become a link
    .replaceAll(/(:)(\/\/)/g, '$1\u200b$2')
    .replaceAll(/(www)\./gi, '$1\u200b.');
