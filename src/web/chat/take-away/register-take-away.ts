import { clientId, type Instant } from '../../../domain/ids.ts';
import type { InstrumentShelf } from '../../../domain/instrument/instrument-shelf.ts';
import type { Texts } from '../../../i18n/index.ts';
import { localeIn } from '../../../i18n/languages.ts';
import type { DeviceParts } from '../../../state/note-device.ts';
import { filesFor, takeOwnData, type DataFile, type OwnData } from '../../../state/take-own-data.ts';
import { linkPage } from '../../http/link-page.ts';
import type { Reply } from '../../http/reply.ts';
import type { HttpRequest, Routes } from '../../http/routes.ts';
import { channelUser, type ChatSessions } from '../chat-session.ts';
import { dataJson } from './data-json.ts';
import { dataText } from './data-text.ts';

export interface TakeAwayParts extends DeviceParts {
  readonly sessions: Pick<ChatSessions, 'read'>;
  readonly texts: Texts;
  readonly instruments: Pick<InstrumentShelf, 'exact'>;
  /** IANA, for a client whose own is not known. */
  readonly timeZone: string;
  readonly now: () => Instant;
}

const files = ['text', 'json'] as const satisfies readonly DataFile[];
const kinds = {
  text: { name: 'my-data.txt', type: 'text/plain; charset=utf-8' },
  json: { name: 'my-data.json', type: 'application/json; charset=utf-8' },
} as const;

/**
 * `/chat/data`: gives a client the files of their data that they asked for in their chat, each once, to the browser whose
 * session that chat is. Nothing in the address says whose; to look changes nothing, the buttons do.
 */
export function registerTakeAway(routes: Routes, parts: TakeAwayParts): void {
  const { store, sessions, texts, now } = parts;

  routes.get('/chat/data', 'own-data-page', async (request) => {
    const holder = await sessions.read(request);
    const document = holder && (await store.clients.get(holder.client, holder.client))?.document;
    if (!document) return says(request, 'none', { status: 401 });
    const { language } = document.client;
    const left = filesFor(document, { user: channelUser(holder.userId), now: now() });
    if (left.length === 0) return says(request, 'over', { status: 410, language });
    return says(request, 'ready', { status: 200, language, files: left });
  });

  for (const file of files)
    routes.form(`/chat/data/${file}`, `own-data-${file}`, async (request) => {
      const holder = await sessions.read(request);
      if (!holder) return says(request, 'none', { status: 401 });
      const user = channelUser(holder.userId);
      const data = await takeOwnData(parts, { client: clientId(holder.client), user, file, now: now() });
      if (!data) return says(request, 'over', { status: 410 });
      return {
        status: 200,
        headers: {
          'content-type': kinds[file].type,
          'content-disposition': `attachment; filename="${kinds[file].name}"`,
        },
        body: write(file, data),
      };
    });

  function write(file: DataFile, data: OwnData): string {
    const { client } = data;
    const instrumentAt = (id: string, version: string) => parts.instruments.exact(id, version);
    if (file === 'json') return dataJson(data, now(), instrumentAt);
    const language = texts.nearest(client.language);
    return dataText(data, now(), {
      t: texts(language),
      language,
      locale: localeIn(language, client.country),
      timeZone: client.due?.timeZone ?? parts.timeZone,
      instrumentAt,
    });
  }

  function says(
    request: HttpRequest,
    what: 'ready' | 'over' | 'none',
    given: {
      readonly status: number;
      readonly language?: string | undefined;
      readonly files?: readonly DataFile[];
    },
  ): Promise<Reply> {
    const language = given.language ?? request.language;
    const t = texts(language);
    return linkPage(given.status, {
      language: texts.nearest(language),
      title: t('page.title'),
      heading: t(`page.data.${what}.heading`),
      text: t(`page.data.${what}.text`),
      acts: (given.files ?? []).map((file) => ({
        label: t(`page.data.${file}`),
        path: `/chat/data/${file}`,
        ...(file === 'json' && { quiet: true as const }),
      })),
    });
  }
}
