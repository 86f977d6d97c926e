import type { Translate } from '../../i18n/index.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';
import type { PageReply, Visit } from './route.ts';
import type { Wording } from './wording.ts';

/** What can keep a request from its page. */
export type Obstacle =
  'signedOut' | 'linkUsed' | 'notFound' | 'notYours' | 'badForm' | 'notSaved' | 'notConfirmed' | 'broken';

/** A plain page that says what happened and what to do. Holds nothing of what was sent or stored. */
export function messagePage({
  t,
  wording,
  obstacle,
}: {
  readonly t: Translate;
  readonly wording: Wording;
  readonly obstacle: Obstacle;
}): Html {
  const goesBack = obstacle !== 'signedOut' && obstacle !== 'linkUsed';
  return layout({
    t,
    wording,
    title: t(`workspace.message.${obstacle}.title`),
    main: html`<div class="message">
      <h1>${t(`workspace.message.${obstacle}.title`)}</h1>
      <p>${t(`workspace.message.${obstacle}.text`)}</p>
      ${goesBack && html`<p><a class="button" href="/workspace">${t('workspace.toCaseload')}</a></p>`}
    </div>`,
  });
}

/** The plain page, as an answer. */
export const stopped = ({ t, wording }: Visit, status: number, obstacle: Obstacle): PageReply => ({
  kind: 'page',
  status,
  page: messagePage({ t, wording, obstacle }),
});
