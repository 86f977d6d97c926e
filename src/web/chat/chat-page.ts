import { randomBytes } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Texts } from '../../i18n/index.ts';
import { isRightToLeft } from '../../i18n/languages.ts';
import { page, type Reply } from '../http/reply.ts';

/** When what was said is hidden from whoever picks the phone up; a tap shows it again. */
export interface HideAfter {
  /** Seconds without a touch or a key. */
  readonly idleSeconds: number;
  /** Seconds in the background. */
  readonly awaySeconds: number;
}

export const hideAfter: HideAfter = { idleSeconds: 180, awaySeconds: 60 };

/**
 * The page around Web Chat. Its first words need no script; nothing on it names what it is for, and nothing
 * comes from elsewhere.
 */
export async function chatPage(given: {
  texts: Texts;
  language: string;
  /** The language as it is written where the client lives; absent: as their browser writes it. */
  locale?: string | undefined;
  base: string;
  hideAfter: HideAfter;
  /** Where the conversation is, if not here. */
  lineOrigin?: string | undefined;
}): Promise<Reply> {
  const { texts, language, base } = given;
  const t = texts(language);
  const nonce = randomBytes(18).toString('base64url');
  const said = {
    down: t('page.line.down'),
    up: t('page.line.up'),
    lost: t('page.line.lost'),
    writeHere: t('page.writeHere'),
    youSaid: t('page.said.you'),
    botSaid: t('page.said.program'),
    codeRefused: t('page.code.refused'),
    'invite-unknown': [t('page.invite.title'), t('page.invite.unknown')],
    'invite-used': [t('page.invite.title'), t('page.invite.used')],
    'invite-expired': [t('page.invite.title'), t('page.invite.expired')],
    'no-session': [t('page.invite.noneTitle'), t('page.invite.none')],
    'conversation-ended': [t('page.title'), t('page.invite.ended')],
  };
  const locale = given.locale === undefined ? '' : html` data-locale="${given.locale}"`;
  const markup = await html`<!doctype html>
    <html
      lang="${language}"
      dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}"
      data-idle-seconds="${given.hideAfter.idleSeconds}"
      data-away-seconds="${given.hideAfter.awaySeconds}"
      ${locale}
    >
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#f6f2ec" />
        <title>${t('page.title')}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${base}/chat.css" nonce="${nonce}" />
        <link rel="preload" as="script" href="${base}/webchat.js" />
        <script type="module" src="${base}/chat.js"></script>
      </head>
      <body>
        <header>
          <h1 data-said>${t('page.title')}</h1>
          <button type="button" id="leave" title="${t('page.leave.hint')}">
            <svg aria-hidden="true" viewBox="0 0 20 20" width="18" height="18">
              <path
                d="M8 3H4a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h4M13 6l4 4-4 4M17 10H8"
                fill="none"
                stroke="currentColor"
                stroke-width="1.8"
                stroke-linecap="round"
                stroke-linejoin="round"
              />
            </svg>
            <span data-said>${t('page.leave.button')}</span>
          </button>
        </header>
        <p id="line" role="status" aria-live="polite"></p>
        <div class="stage">
          <main id="room">
            <div id="loading">
              <p data-said>${t('page.loading')}</p>
              <div class="bone" aria-hidden="true"></div>
              <div class="bone short" aria-hidden="true"></div>
              <div class="bone reply" aria-hidden="true"></div>
            </div>
            <section id="notice" aria-labelledby="notice-title" tabindex="-1" hidden>
              <h2 id="notice-title"></h2>
              <p id="notice-text"></p>
              <form id="code-form">
                <label for="code" data-said>${t('page.code.label')}</label>
                <input
                  id="code"
                  type="text"
                  dir="ltr"
                  maxlength="40"
                  autocomplete="off"
                  autocapitalize="characters"
                  spellcheck="false"
                  required
                />
                <button type="submit" data-said>${t('page.code.send')}</button>
                <p id="code-fault" role="alert"></p>
              </form>
            </section>
            <div id="chat"></div>
          </main>
          <div id="cover" hidden>
            <p data-said>${t('page.cover.title')}</p>
            <button type="button" id="uncover" data-said>${t('page.cover.continue')}</button>
          </div>
        </div>
        <noscript><p class="no-script">${t('page.noScript')}</p></noscript>
        <script type="application/json" id="texts">
          ${raw(JSON.stringify(said).replaceAll('<', String.raw`\u003c`))}
        </script>
      </body>
    </html>`;
  return page(200, String(markup), {
    headers: { 'content-security-policy': policy(nonce, given.lineOrigin), vary: 'accept-language' },
  });
}

/** Web Chat needs no more than this: its styles carry the nonce, the hash is that of an empty style element. */
const policy = (nonce: string, lineOrigin?: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    'img-src data: blob:',
    ["connect-src 'self'", ...(lineOrigin ? [lineOrigin, lineOrigin.replace(/^http/, 'ws')] : [])].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
