import type { Activity } from 'botbuilder';

type Action = Readonly<Record<string, unknown>>;

/** A button that leads to a page. */
export const openLink = (title: string, url: string): Action => ({ type: 'Action.OpenUrl', title, url });

/** Words and buttons as one card: a link in plain words is not certain to be one in Teams. */
export function linkCard({
  title,
  text,
  urgent = false,
  actions,
}: {
  readonly title?: string;
  /** Each line a paragraph. */
  readonly text: string;
  readonly urgent?: boolean;
  readonly actions: readonly Action[];
}): Partial<Activity> {
  const lines = text.split('\n').filter((line) => line !== '');
  return {
    type: 'message',
    // what a phone shows beforehand
    summary: title ?? lines[0] ?? '',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          version: '1.5',
          body: [
            ...(title === undefined
              ? []
              : [
                  {
                    type: 'TextBlock',
                    text: title,
                    weight: 'bolder',
                    wrap: true,
                    ...(urgent && { color: 'attention' }),
                  },
                ]),
            ...lines.map((line) => ({ type: 'TextBlock', text: line, wrap: true })),
          ],
          ...(actions.length > 0 && { actions }),
        },
      },
    ],
  };
}
