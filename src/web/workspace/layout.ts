import type { Translate } from '../../i18n/index.ts';
import { isRightToLeft, languages } from '../../i18n/languages.ts';
import type { TherapistDocument } from '../../state/store.ts';
import { homes } from './homes.ts';
import { html, type Html } from './html.ts';
import { stylesheet } from './stylesheet.ts';
import type { Wording } from './wording.ts';

export interface Page {
  readonly t: Translate;
  readonly wording: Wording;
  /** Before `· Alliance Check-in`. Never a client's name, nor a clinical word. */
  readonly title: string;
  readonly main: Html;
  /** Who is signed in, if anyone. */
  readonly signedIn?: {
    readonly therapist: TherapistDocument;
    readonly formToken: string;
    /** Which of the workspace's places this page is. */
    readonly place?: Place;
  };
  /** Where the browser goes on to by itself. */
  readonly leadsTo?: string;
}

type Place = 'caseload' | 'enrol' | 'teams' | 'notifications' | 'overview' | 'suggestions' | 'operation';

/** The frame around every page of the workspace. */
export function layout({ t, wording, title, main, signedIn, leadsTo }: Page): Html {
  return html`<!doctype html>
    <html lang="${wording.language}" dir="${isRightToLeft(wording.language) ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light" />
        ${leadsTo !== undefined && html`<meta http-equiv="refresh" content="0; url=${leadsTo}" />`}
        <title>${title} · ${t('workspace.product')}</title>
        <link rel="icon" href="${icon}" />
        <link rel="stylesheet" href="${stylesheet().href}" />
      </head>
      <body>
        <a class="skip" href="#main">${t('workspace.skipToContent')}</a>
        <header class="site">
          <div class="wide site-row">
            <a class="brand" href="/workspace">${mark()}<span>${t('workspace.product')}</span></a>
            ${signedIn && navigation(t, signedIn)}
          </div>
        </header>
        ${
          signedIn?.therapist.demo &&
          html`<p class="demo-banner"><span class="wide">${t('workspace.demoBanner')}</span></p>`
        }
        <main id="main" class="wide" tabindex="-1">${main}</main>
        <footer class="site-foot">
          <div class="wide foot-row">
            <p>
              ${t('workspace.intendedUse')}
              ${signedIn && t('workspace.timesIn', { zone: wording.timeZone.replaceAll('_', ' ') })}
            </p>
            ${signedIn && languageForm(t, signedIn.therapist.language, signedIn.formToken)}
          </div>
        </footer>
      </body>
    </html>`;
}

function navigation(t: Translate, { therapist, formToken, place }: NonNullable<Page['signedIn']>): Html {
  const { roles = ['therapist'] } = therapist;
  const link = (to: Place, href: string, text: string): Html =>
    place === to
      ? html`<a href="${href}" aria-current="page">${text}</a>`
      : html`<a href="${href}">${text}</a>`;
  return html`<nav aria-label="${t('workspace.navigation')}">
      ${
        roles.includes('therapist') &&
        html`${link('caseload', homes.therapist, t('workspace.caseload'))}
        ${link('enrol', '/workspace/enrol', t('workspace.enrol.link'))}
        ${link('teams', '/workspace/teams', t('workspace.teams.link'))}`
      }
      ${roles.length > 0 && link('notifications', '/workspace/notifications', t('workspace.notifications.link'))}
      ${
        roles.includes('supervisor') &&
        html`${link('overview', homes.supervisor, t('workspace.overview.title'))}
        ${link('suggestions', '/workspace/suggestions', t('workspace.suggestions.title'))}`
      }
      ${roles.includes('operator') && link('operation', homes.operator, t('workspace.operation.title'))}
    </nav>
    <form class="who" method="post" action="/workspace/sign-out">
      ${tokenField(formToken)}
      <span class="who-name">${therapist.name}</span>
      <button class="quiet" type="submit">${t('workspace.signOut')}</button>
    </form>`;
}

const languageForm = (t: Translate, current: string, formToken: string): Html =>
  html`<form
    class="languages"
    method="post"
    action="/workspace/language"
    aria-label="${t('workspace.language')}"
  >
    ${tokenField(formToken)}
    ${languages
      .filter((code) => code !== current)
      .map(
        (code) =>
          html`<button class="quiet" type="submit" name="language" value="${code}" lang="${code}">
            ${languageName(code)}
          </button>`,
      )}
  </form>`;

/** In itself, with a capital: `Español`. */
function languageName(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.slice(0, 1).toLocaleUpperCase(code) + name.slice(1);
}

/** Every form that posts has this in it. */
export const tokenField = (formToken: string): Html =>
  html`<input type="hidden" name="token" value="${formToken}" />`;

const mark = (): Html =>
  html`<svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <circle cx="12" cy="16" r="9" fill="none" stroke="currentColor" stroke-width="3" />
    <circle cx="20" cy="16" r="9" fill="none" stroke="currentColor" stroke-width="3" stroke-opacity="0.55" />
  </svg>`;

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0f1720"/>' +
    '<g fill="none" stroke="#1c6b66" stroke-width="3"><circle cx="12.5" cy="16" r="7.5"/><circle cx="19.5" cy="16" r="7.5" stroke-opacity=".55"/></g></svg>',
)}`;
