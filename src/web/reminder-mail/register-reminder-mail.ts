import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Client } from '../../domain/client.ts';
import type { Instant } from '../../domain/ids.ts';
import { confirmAddress, removeAddress, type Confirmed } from '../../domain/reminder-mail-life.ts';
import { languageFor, type Language } from '../../i18n/languages.ts';
import { mailTexts } from '../../i18n/mail-texts.ts';
import type { Post } from '../../mail/create-post.ts';
import { linkPath, type LinkKind, type LinkSubject } from '../../mail/links.ts';
import type { Auditor } from '../../state/audit/auditor.ts';
import { changeClient } from '../../state/change-client.ts';
import type { LeftPending } from '../../state/change-document.ts';
import type { Store } from '../../state/store.ts';
import { linkPage, type Act } from '../http/link-page.ts';
import type { Reply } from '../http/reply.ts';
import type { HttpRequest, Routes } from '../http/routes.ts';

export interface ReminderMailParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly post: Pick<Post, 'links' | 'guard'>;
  readonly now: () => Instant;
}

type Outcome = 'confirmed' | 'already' | 'stopped' | 'expired' | 'unknown';
const statuses = { confirmed: 200, already: 200, stopped: 200, expired: 410, unknown: 404 } as const;

/**
 * Where the links in letters lead. To look changes nothing, since programs that guard mailboxes follow links; the
 * button does. The link is all that it takes: whoever holds it reads at the address.
 */
export function registerReminderMail(routes: Routes, parts: ReminderMailParts): void {
  const { store, post, now } = parts;

  routes.get(`${linkPath('confirm')}/*`, 'reminder-mail-confirm-page', async (request) => {
    const link = await opened('confirm', request);
    if (!link.ok) return answer(request, undefined, link.reason);
    const { client, language } = await holder(request, link);
    const found = client && confirmAddress(client, link.address, now());
    if (!found?.ok) return answer(request, language, found?.reason === 'already' ? 'already' : 'unknown');
    const t = mailTexts(language);
    return linkPage(200, {
      language,
      title: t('page.title'),
      heading: t('page.confirm.heading'),
      text: t('page.confirm.text'),
      acts: [{ label: t('page.confirm.button') }, await stopAct(link, t('page.confirm.refuse'))],
    });
  });

  routes.form(`${linkPath('confirm')}/*`, 'reminder-mail-confirm', async (request) => {
    const link = await opened('confirm', request);
    if (!link.ok) return answer(request, undefined, link.reason);
    let outcome: Confirmed | undefined;
    const client = await change(link, (current) => {
      outcome = confirmAddress(current, link.address, now());
      return outcome.ok ? outcome.client : undefined;
    });
    const language = languageOf(request, client);
    if (outcome?.ok) return answer(request, language, 'confirmed');
    return answer(request, language, outcome?.reason === 'already' ? 'already' : 'unknown');
  });

  routes.get(`${linkPath('stop')}/*`, 'reminder-mail-stop-page', async (request) => {
    const link = await opened('stop', request);
    if (!link.ok) return answer(request, undefined, link.reason);
    const { client, language } = await holder(request, link);
    if (client?.reminderMail?.address?.id !== link.address) return answer(request, language, 'stopped');
    const t = mailTexts(language);
    return linkPage(200, {
      language,
      title: t('page.title'),
      heading: t('page.stop.heading'),
      text: t('page.stop.text'),
      acts: [{ label: t('page.stop.button') }],
    });
  });

  // mail programs post here by themselves when their reader says so (RFC 8058), in either form of a form
  routes.form(
    `${linkPath('stop')}/*`,
    'reminder-mail-stop',
    async (request) => {
      const link = await opened('stop', request);
      if (!link.ok) return answer(request, undefined, link.reason);
      let refused: string | undefined;
      const client = await change(link, (current) => {
        const address = current.reminderMail?.address;
        refused = undefined;
        if (address?.id !== link.address) return undefined;
        if (address.confirmedAt === undefined) refused = address.address;
        return removeAddress(current);
      });
      // who never said yes is not asked again, whoever gives their address
      if (refused !== undefined) await post.guard.refuse(refused, now());
      return answer(request, languageOf(request, client), 'stopped');
    },
    { multipart: true },
  );

  const opened = (kind: LinkKind, { params }: HttpRequest) => post.links.open(kind, params['*'] ?? '', now());

  async function holder(request: HttpRequest, { client: id }: LinkSubject) {
    const client = (await store.clients.get(id, id))?.document.client;
    return { client, language: languageOf(request, client) };
  }

  async function stopAct(subject: LinkSubject, label: string): Promise<Act> {
    const { pathname } = new URL(await post.links.to('stop', subject));
    return { label, path: pathname, quiet: true };
  }

  function change({ client }: LinkSubject, apply: (current: Client) => Client | undefined) {
    const event: AuditEvent = {
      at: now(),
      actor: { role: 'client', id: client },
      action: 'update',
      record: 'reminder-mail',
      outcome: 'success',
    };
    return changeClient(parts, client, apply, event);
  }
}

const languageOf = ({ headers }: HttpRequest, client: Client | undefined): Language =>
  languageFor(client?.language ?? headers['accept-language']?.split(/[,;]/)[0]);

function answer(
  request: HttpRequest,
  language: Language = languageOf(request, undefined),
  outcome: Outcome,
): Promise<Reply> {
  const t = mailTexts(language);
  return linkPage(statuses[outcome], {
    language,
    title: t('page.title'),
    heading: t(`page.${outcome}.heading`),
    text: t(`page.${outcome}.text`),
  });
}
