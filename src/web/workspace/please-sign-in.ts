import type { HttpRequest } from '../http/routes.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import { stopped } from './message-page.ts';
import type { PageReply, Visit } from './route.ts';
import { typedWords } from './typed-words.ts';

/**
 * The page for whoever is not signed in. It leads back to the page that was asked for, and shows what was typed into a
 * form that came too late.
 */
export function pleaseSignIn(
  { signIn }: Pick<WorkspaceDependencies, 'signIn'>,
  visit: Visit,
  { status, to }: { readonly status: number; readonly to?: Pick<HttpRequest, 'path' | 'query' | 'method'> },
): PageReply {
  if (!signIn) return stopped(visit, status, 'signedOut');
  const { t, wording, form } = visit;
  const posted = to?.method === 'POST';
  return {
    kind: 'page',
    status,
    page: layout({
      t,
      wording,
      title: t('workspace.signIn.title'),
      main: html`<div class="message">
        <h1>${t('workspace.signIn.title')}</h1>
        <p>${t('workspace.signIn.text')}</p>
        ${posted && html`<p>${t('workspace.signIn.unsaved')}</p>`} ${typedWords(form, t)}
        <p><a class="button primary" href="${beginAddress(to)}">${t('workspace.signIn.button')}</a></p>
      </div>`,
    }),
  };
}

function beginAddress(to: Pick<HttpRequest, 'path' | 'query'> | undefined): string {
  if (!to) return '/workspace/sign-in/begin';
  const query = to.query.toString();
  return `/workspace/sign-in/begin?${new URLSearchParams({ to: to.path + (query && `?${query}`) }).toString()}`;
}
