import type { InstrumentShelf } from '../../domain/instrument/instrument-shelf.ts';
import type { Texts } from '../../i18n/index.ts';
import type { Client } from '../../domain/client.ts';
import { localeIn } from '../../i18n/languages.ts';
import type { Finding } from '../../safety/finding.ts';
import type { DeviceParts } from '../../state/note-device.ts';
import type { Store } from '../../state/store.ts';
import type { AzureDirectLine } from '../direct-line/create-azure-direct-line.ts';
import type { DirectLine } from '../direct-line/create-direct-line.ts';
import { json } from '../http/reply.ts';
import type { HttpRequest, Routes } from '../http/routes.ts';
import { readAssets } from './assets.ts';
import { chatPage, hideAfter, type HideAfter } from './chat-page.ts';
import type { ChatSessions } from './chat-session.ts';
import { leavePage } from './leave-page.ts';
import { registerTakeAway } from './take-away/register-take-away.ts';
import { tokenRoute } from './token-route.ts';

/** Hangs the client's chat on the server: the page, what it loads, the way in and the quick way out. */
export function registerChat(
  routes: Routes,
  parts: DeviceParts & {
    directLine: DirectLine;
    azure?: AzureDirectLine | undefined;
    sessions: ChatSessions;
    screen?: ((text: string) => Finding | undefined) | undefined;
    texts: Texts;
    now: () => string;
    /** With them the client's data is given out too. */
    instruments?: InstrumentShelf | undefined;
    timeZone?: string | undefined;
    hideAfter?: HideAfter | undefined;
  },
): void {
  const assets = readAssets();
  const { texts, azure } = parts;
  tokenRoute(routes, parts);
  const { instruments, timeZone = 'Etc/UTC' } = parts;
  if (instruments) registerTakeAway(routes, { ...parts, instruments, timeZone });
  routes.get('/chat', 'chat-page', async (request) => {
    assets.warm();
    const client = await whoseDevice(parts, request);
    const language = texts.nearest(client?.language, request.language);
    return chatPage({
      texts,
      language,
      locale: client?.country && localeIn(language, client.country),
      base: assets.base,
      hideAfter: parts.hideAfter ?? hideAfter,
      lineOrigin: azure?.origin,
    });
  });
  routes.get('/leave', 'leave-page', ({ language }) => leavePage({ texts, language }));
  routes.get(`${assets.base}/:name`, 'chat-asset', async (request) => {
    const served = await assets.serve(request.params['name'] ?? '', request);
    return served ?? json(404, { error: { code: 'not-found' } });
  });
}

/** The client whose device this is. */
async function whoseDevice(
  { store, sessions }: { store: Store; sessions: ChatSessions },
  request: HttpRequest,
): Promise<Client | undefined> {
  const holder = await sessions.read(request);
  return holder && (await store.clients.get(holder.client, holder.client))?.document.client;
}
