import { html } from 'hono/html';
import { isRightToLeft, type Language } from '../i18n/languages.ts';
import type { Mail } from './mailer.ts';

interface Link {
  readonly label: string;
  readonly href: string;
}

/** What one of our letters says: a few sentences, one thing to do, and where to have no more of them, or others. */
export interface LetterWords {
  readonly language: Language;
  readonly subject: string;
  /** Paragraphs, with an empty line between them. */
  readonly text: string;
  readonly action: Link;
  readonly small: string;
  /** Absent where the person works here: `change` leads them to what they have chosen. */
  readonly stop?: Link;
  readonly change?: Link;
}

/** The letter as plain text and as simple HTML: nothing in it is fetched, and nothing tells that it was opened. */
export async function writeLetter(
  words: LetterWords,
): Promise<Pick<Mail, 'subject' | 'text' | 'html' | 'headers'>> {
  const { language, subject, text, action, small, stop, change = stop } = words;
  const paragraphs = text.split('\n\n');
  const markup = await html`<!doctype html>
    <html lang="${language}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${subject}</title>
      </head>
      <body
        style="margin:0 auto;max-width:34em;padding:16px;background:#ffffff;color:#24302e;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
      >
        ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
        <p style="margin:24px 0">
          <a
            href="${action.href}"
            style="display:inline-block;padding:12px 20px;border-radius:24px;background:#1c6b66;color:#ffffff;font-weight:600;text-decoration:none"
            >${action.label}</a
          >
        </p>
        <p style="margin-top:32px;color:#5a6764;font-size:14px">${small}</p>
        ${
          change &&
          html`<p style="color:#5a6764;font-size:14px">
            <a href="${change.href}" style="color:#1c6b66">${change.label.replace(/[\s:：]+$/u, '')}</a>
          </p>`
        }
      </body>
    </html>`;
  return {
    subject,
    text: `${text}\n\n${action.label}:\n${action.href}\n\n${small}\n${change ? `\n${change.label}\n${change.href}\n` : ''}`,
    html: String(markup),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(stop && {
        // one click in the mail program stops them (RFC 8058)
        'List-Unsubscribe': `<${stop.href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}
