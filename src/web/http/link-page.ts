import { randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import { isRightToLeft, type Language } from '../../i18n/languages.ts';
import { page, type Reply } from './reply.ts';

/** A button, and where its form goes; without a path to the page itself. */
export interface Act {
  readonly label: string;
  readonly path?: string;
  /** The lesser of two. */
  readonly quiet?: true;
}

/**
 * A page that a link in a letter or in the chat leads to: a heading, a sentence, a button or two. Nothing on it says who it is for or
 * what is done there, and nothing comes from elsewhere.
 */
export async function linkPage(
  status: number,
  given: {
    readonly language: Language;
    /** Says nothing of treatment, as the heading. */
    readonly title: string;
    readonly heading: string;
    readonly text: string;
    readonly acts?: readonly Act[];
  },
): Promise<Reply> {
  const { language, title, heading, text, acts = [] } = given;
  const nonce = randomBytes(18).toString('base64url');
  const markup = await html`<!doctype html>
    <html lang="${language}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="theme-color" content="#f6f2ec" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          :root {
            color-scheme: light;
          }
          body {
            margin: 0;
            padding: max(24px, 8vh) 16px 24px;
            background: #f6f2ec;
            color: #24302e;
            font:
              17px/1.5 system-ui,
              -apple-system,
              'Segoe UI',
              Roboto,
              'Helvetica Neue',
              'Noto Sans',
              Arial,
              sans-serif;
          }
          main {
            box-sizing: border-box;
            max-width: 30rem;
            margin: 0 auto;
            padding: 24px;
            background: #ffffff;
            border: 1px solid #ddd6cb;
            border-radius: 16px;
          }
          h1 {
            margin: 0 0 12px;
            font-size: 1.375rem;
            line-height: 1.3;
          }
          p {
            margin: 0;
          }
          form {
            margin: 20px 0 0;
          }
          form + form {
            margin-top: 12px;
          }
          button {
            width: 100%;
            min-height: 48px;
            padding: 8px 20px;
            border: 1px solid #1c6b66;
            border-radius: 24px;
            background: #1c6b66;
            color: #ffffff;
            font: inherit;
            font-weight: 600;
            cursor: pointer;
          }
          button.quiet {
            background: #ffffff;
            color: #1c6b66;
          }
          :focus-visible {
            outline: 3px solid #2b8a83;
            outline-offset: 2px;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${heading}</h1>
          <p>${text}</p>
          ${acts.map(
            ({ label, path, quiet }) =>
              html`<form method="post" ${path === undefined ? '' : html`action="${path}"`}>
                <button type="submit" class="${quiet ? 'quiet' : ''}">${label}</button>
              </form>`,
          )}
        </main>
      </body>
    </html>`;
  return page(status, String(markup), {
    headers: {
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    },
  });
}
