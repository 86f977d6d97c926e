import { StoreError } from '../../state/documents.ts';
import { keepSession } from '../../state/keep-session.ts';
import { records } from '../../state/records.ts';
import { clinicPartition } from '../../state/store.ts';
import { page, redirect, type Reply } from '../http/reply.ts';
import type { HttpRequest } from '../http/routes.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { formToken, isFormToken } from './form-token.ts';
import { stopped } from './message-page.ts';
import type { PageReply, Route, Visit } from './route.ts';
import { sessionCookie } from './session-cookie.ts';
import { sessionLifetime } from './session-lifetime.ts';
import { createWording } from './wording.ts';

/** Takes a request through sign-in and form check to its page. Always answers, and never with anything internal. */
export async function answer(
  dependencies: WorkspaceDependencies,
  route: Route,
  request: HttpRequest,
  form: URLSearchParams,
): Promise<Reply> {
  const cookie = sessionCookie(request);
  const visit = visitOf(dependencies, request, form, {
    session: request.cookies.get(cookie.name),
    language: request.language,
  });
  const send = async (reply: PageReply): Promise<Reply> => {
    const sent = await rendered(reply);
    return reply.session ? { ...sent, cookies: [cookie.write(reply.session)] } : sent;
  };
  try {
    return await send(await reach(dependencies, route, request, visit));
  } catch (error) {
    dependencies.log.error('workspace-failed', { route: route.name, method: route.method, error });
    if (!(error instanceof StoreError)) return send(stopped(visit, 500, 'broken'));
    return send(stopped(visit, 503, error.code === 'unknown' ? 'notConfirmed' : 'notSaved'));
  }
}

async function reach(
  dependencies: WorkspaceDependencies,
  route: Route,
  request: HttpRequest,
  visit: Visit,
): Promise<PageReply> {
  if (route.access === 'public') return route.handle(visit);
  const { session } = visit;
  const therapist = session && (await signedIn(dependencies, session, visit));
  if (!therapist) return stopped(visit, 401, 'signedOut');
  const own = visitOf(dependencies, request, visit.form, { session, language: therapist.language });
  if (route.method === 'POST' && !isFormToken(own.form.get('token'), session)) {
    return stopped(own, 403, 'notYours');
  }
  return route.handle({
    ...own,
    session,
    therapist,
    records: records(dependencies, { therapist: therapist.id }),
    formToken: formToken(session),
  });
}

/** The therapist whose session this is, kept alive by being used. */
async function signedIn({ store }: WorkspaceDependencies, secret: string, { now }: Visit) {
  const subject = await keepSession(store, { kind: 'therapist', secret, now, lifetime: sessionLifetime });
  return subject === undefined ? undefined : (await store.therapists.get(clinicPartition, subject))?.document;
}

function visitOf(
  { texts, timeZone, now }: WorkspaceDependencies,
  { params, query, origin }: HttpRequest,
  form: URLSearchParams,
  { session, language }: { readonly session: string | undefined; readonly language: string },
): Visit {
  const at = now();
  const wording = createWording({ language, timeZone, now: at });
  return { params, query, form, origin, now: at, t: texts(language), wording, session };
}

async function rendered(reply: PageReply): Promise<Reply> {
  switch (reply.kind) {
    case 'page':
      return page(reply.status, String(await reply.page), { headers: pageHeaders });
    case 'redirect':
      return redirect(reply.to);
    case 'stylesheet':
      return { status: 200, headers: stylesheetHeaders, body: reply.css };
  }
}

const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;

const stylesheetHeaders = {
  'content-type': 'text/css; charset=utf-8',
  'cache-control': 'public, max-age=31536000, immutable',
} as const;
