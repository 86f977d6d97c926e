import { formatInviteCode } from '../../../state/claim-invite.ts';
import type { InviteDocument } from '../../../state/store.ts';
import { html, type Html } from '../html.ts';
import { tokenField } from '../layout.ts';
import type { ClientView } from './view.ts';

/** The client's way in: the link that waits to be used, with words to send it by, or the means to make a new one. */
export function linkSection(view: ClientView): Html | undefined {
  const { visit, record, path } = view;
  const { t, now, formToken } = visit;
  const { invite, client } = record;
  if (client.status === 'withdrawn') return undefined;
  const waits = invite !== undefined && invite.claimedBy === undefined && now < invite.expiresAt;
  return html`<section class="panel" id="link" aria-labelledby="link-head">
    <h2 id="link-head">${t('workspace.link.heading')}</h2>
    ${waits ? waitingLink(view, invite) : html`<p>${pastLink(view, invite)}</p>`}
    <form method="post" action="${path}/link">
      ${tokenField(formToken)}
      <input type="hidden" name="replaces" value="${client.invite ?? ''}" />
      <p class="muted small">${t(waits ? 'workspace.link.replaces' : 'workspace.link.lostDevice')}</p>
      <button class="${client.status === 'invited' && !waits ? 'primary' : ''}" type="submit">
        ${t('workspace.link.new')}
      </button>
    </form>
  </section>`;
}

function waitingLink({ visit }: ClientView, invite: InviteDocument): Html {
  const { t, wording, origin } = visit;
  const code = formatInviteCode(invite.id);
  const link = `${origin}/chat?invite=${encodeURIComponent(code)}`;
  const until = wording.time(invite.expiresAt);
  return html`<p>${t('workspace.link.waits', { until })}</p>
    <div class="field">
      <label for="link-url">${t('workspace.link.url')}</label>
      <input id="link-url" class="copy" type="text" readonly value="${link}" />
    </div>
    <div class="field">
      <label for="link-code">${t('workspace.link.code')}</label>
      <input id="link-code" class="copy" type="text" readonly value="${code}" />
    </div>
    <div class="field">
      <label for="link-message">${t('workspace.link.message')}</label>
      <textarea id="link-message" class="copy" rows="8" readonly>
${t('workspace.link.messageText', { link, code, until })}</textarea>
    </div>`;
}

function pastLink({ visit: { t, wording, now } }: ClientView, invite: InviteDocument | undefined): string {
  if (!invite) return t('workspace.link.none');
  if (invite.claimedAt !== undefined)
    return t('workspace.link.used', { date: wording.day(invite.claimedAt) });
  return now < invite.expiresAt
    ? t('workspace.link.none')
    : t('workspace.link.expired', { date: wording.day(invite.expiresAt) });
}
