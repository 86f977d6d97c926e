import type { Activity, Attachment } from 'botbuilder';
import { z } from 'zod';

type Outgoing = Partial<Activity>;

const cardType = 'application/vnd.microsoft.card.adaptive';
const cardContent = z.looseObject({ body: z.array(z.unknown()) });

/**
 * A message of ours as Teams shows it as one. Teams makes two messages of text beside a card, of which phones show one
 * and neither can be replaced: so the words go into the card, which keeps them out of notifications too. Words alone
 * keep their lines as XML. Pictures that Teams cannot draw are left out. What has a format of its own passes as it is.
 */
export function formForTeams(activity: Outgoing): Outgoing {
  const { type, text = '', textFormat = 'plain', attachments, ...rest } = activity;
  if (type !== 'message' || textFormat !== 'plain') return activity;
  const shown = attachments?.filter(({ contentType }) => contentType !== 'image/svg+xml') ?? [];
  const card = shown.find(({ contentType }) => contentType === cardType);
  const others = shown.filter((one) => one !== card);
  if (card) return { ...rest, type, attachments: [withWords(card, text), ...others] };
  return {
    ...rest,
    type,
    ...(text !== '' && { text: asXml(text), textFormat: 'xml' }),
    ...(others.length > 0 && { attachments: others }),
  };
}

/** The words of a message as a card of nothing else: what a card becomes that takes no more taps. */
export const wordsAsCard = ({ text = '' }: Outgoing): Outgoing => ({
  type: 'message',
  attachments: [
    withWords({ contentType: cardType, content: { type: 'AdaptiveCard', version: '1.5', body: [] } }, text),
  ],
});

function withWords(card: Attachment, text: string): Attachment {
  const read = cardContent.safeParse(card.content);
  if (!read.success) return card;
  const content = { ...read.data, body: [...linesOf(text), ...read.data.body] };
  return { ...card, content };
}

/** A block for each line, since no line break is certain; of a kind that reads no Markdown. */
function linesOf(text: string): object[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.flatMap((line, at) => {
    if (line === '') return [];
    const spacing = at === 0 ? 'none' : lines[at - 1] === '' ? 'medium' : 'small';
    return [{ type: 'RichTextBlock', spacing, inlines: [{ type: 'TextRun', text: line }] }];
  });
}

const asXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br/>');
