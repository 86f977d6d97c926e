import type { WorkspaceDependencies } from '../dependencies.ts';
import { html } from '../html.ts';
import { layout, tokenField } from '../layout.ts';
import type { MemberVisit, PageReply } from '../route.ts';

/** Where the link in a letter leads: to look changes nothing, the button does. */
export async function confirmPage(
  { workLetters }: WorkspaceDependencies,
  visit: MemberVisit,
): Promise<PageReply> {
  const { t, wording, query, therapist, formToken, now } = visit;
  const link = query.get('token') ?? '';
  const id = await workLetters?.open(link, therapist.id, now);
  const address = id !== undefined && therapist.mail?.id === id ? therapist.mail.address : undefined;
  return {
    kind: 'page',
    status: address === undefined ? 410 : 200,
    page: layout({
      t,
      wording,
      title: t('workspace.notifications.confirmTitle'),
      main: html`<div class="narrow">
        <h1>${t('workspace.notifications.confirmTitle')}</h1>
        ${
          address === undefined
            ? html`<p>${t('workspace.notifications.confirmPast')}</p>
                <p>
                  <a class="button" href="/workspace/notifications">${t('workspace.notifications.title')}</a>
                </p>`
            : html`<p>${t('workspace.notifications.confirmText', { address })}</p>
                <form method="post" action="/workspace/notifications/confirm">
                  ${tokenField(formToken)}
                  <input type="hidden" name="link" value="${link}" />
                  <button class="primary" type="submit">${t('workspace.notifications.confirm')}</button>
                </form>`
        }
      </div>`,
      signedIn: { therapist, formToken, place: 'notifications' },
    }),
  };
}
