import type { TextKey, Texts } from '../../i18n/index.ts';
import { escapeHtml } from './escape-html.ts';
import { json, page, type Reply } from './reply.ts';

const codes: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'timeout',
  413: 'too-large',
  414: 'url-too-long',
  415: 'unsupported-media-type',
  421: 'unknown-host',
  503: 'unavailable',
};

const pageTexts: Readonly<Record<number, TextKey>> = {
  404: 'page.failure.notFound',
  413: 'page.failure.tooLarge',
  500: 'page.failure.internal',
  503: 'page.failure.unavailable',
};

/** The fixed answer to whatever went wrong: a status and a code, and for people a sentence. Nothing of the cause. */
export function failure(status: number, asker: { html: boolean; language: string; texts: Texts }): Reply {
  const known = codes[status] ? status : status < 500 ? 400 : 500;
  const t = asker.texts(asker.language);
  const message = t(pageTexts[known] ?? (known < 500 ? 'page.failure.badRequest' : 'page.failure.internal'));
  if (!asker.html) return json(known, { error: { code: codes[known] ?? 'internal', message } });
  return page(
    known,
    `<!doctype html><html lang="${escapeHtml(asker.language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(t('page.failure.title'))}</title><main><h1>${escapeHtml(t('page.failure.title'))}</h1><p>${escapeHtml(message)}</p></main></html>`,
  );
}
