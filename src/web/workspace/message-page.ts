import { html, type Html } from './html.ts';
import { layout } from './layout.ts';
import type { PageReply, Visit } from './route.ts';
import { typedWords } from './typed-words.ts';

/** What can keep a request from its page. */
export type Obstacle =
  | 'signedOut'
  | 'linkUsed'
  | 'notFound'
  | 'notYours'
  | 'notYourRole'
  | 'badForm'
  | 'notSaved'
  | 'notConfirmed'
  | 'broken';

/**
 * A plain page that says what happened and what to do. Holds nothing that is stored; of what was sent, only what its
 * sender typed, so that it is not lost.
 */
export const stopped = ({ t, wording, form }: Visit, status: number, obstacle: Obstacle): PageReply => {
  const goesBack = obstacle !== 'signedOut' && obstacle !== 'linkUsed';
  const main: Html = html`<div class="message">
    <h1>${t(`workspace.message.${obstacle}.title`)}</h1>
    <p>${t(`workspace.message.${obstacle}.text`)}</p>
    ${obstacle !== 'notFound' && typedWords(form, t)}
    ${goesBack && html`<p><a class="button" href="/workspace">${t('workspace.toCaseload')}</a></p>`}
  </div>`;
  return {
    kind: 'page',
    status,
    page: layout({ t, wording, title: t(`workspace.message.${obstacle}.title`), main }),
  };
};
