import { html } from 'hono/html';
import type { Texts } from '../../i18n/index.ts';
import { page, type Reply } from '../http/reply.ts';

/** Where the quick exit leads: a page that says nothing of where one was. */
export async function leavePage({ texts, language }: { texts: Texts; language: string }): Promise<Reply> {
  const t = texts(language);
  const markup = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${t('page.left.title')}</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main><p>${t('page.left.text')}</p></main>
      </body>
    </html>`;
  return page(200, String(markup), {
    headers: {
      'content-security-policy':
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      vary: 'accept-language',
    },
  });
}
