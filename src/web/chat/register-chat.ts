import type { Texts } from '../../i18n/index.ts';
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
import { tokenRoute } from './token-route.ts';

/** Hangs the client's chat on the server: the page, what it loads, the way in and the quick way out. */
export function registerChat(
  routes: Routes,
  parts: DeviceParts & {
    directLine: DirectLine;
    azure?: AzureDirectLine | undefined;
    sessions: ChatSessions;
    texts: Texts;
    now: () => string;
    hideAfter?: HideAfter | undefined;
  },
): void {
  const assets = readAssets();
  const { texts, azure } = parts;
  tokenRoute(routes, parts);
  routes.get('/chat', 'chat-page', async (request) => {
    assets.warm();
    const language = (await chosenLanguage(parts, request)) ?? request.language;
    return chatPage({
      texts,
      language,
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

/** The language that the client whose device this is chose; until they did, the browser's is taken. */
async function chosenLanguage(
  { store, sessions }: { store: Store; sessions: ChatSessions },
  request: HttpRequest,
): Promise<string | undefined> {
  const holder = await sessions.read(request);
  return holder && (await store.clients.get(holder.client, holder.client))?.document.client.language;
}
