import { isAllowed, type Role } from '../../domain/rights.ts';
import { languageFor } from '../../i18n/languages.ts';
import { auditTherapist } from '../../state/audit-therapist.ts';
import { StoreError } from '../../state/documents.ts';
import { clinicWords } from '../../state/clinic-words.ts';
import { calls } from '../../state/calls.ts';
import { extendSession } from '../../state/extend-session.ts';
import { readOperation } from '../../state/read-operation.ts';
import { readOverview } from '../../state/read-overview.ts';
import { records } from '../../state/records.ts';
import { clinicPartition } from '../../state/store.ts';
import { page, redirect, type Reply } from '../http/reply.ts';
import type { HttpRequest } from '../http/routes.ts';
import { flowCookie } from '../sign-in/flow-cookie.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { formToken, isFormToken } from './form-token.ts';
import { homeOf, homes } from './homes.ts';
import { stopped } from './message-page.ts';
import { pleaseSignIn } from './please-sign-in.ts';
import type { MemberVisit, PageReply, Route, Visit } from './route.ts';
import { sessionCookie } from './session-cookie.ts';
import { sessionLifetime } from './session-lifetime.ts';
import { createWording } from './wording.ts';

/** Takes a request through sign-in, form check and role to its page. Always answers, and never with anything internal. */
export async function answer(
  dependencies: WorkspaceDependencies,
  route: Route,
  request: HttpRequest,
  form: URLSearchParams,
): Promise<Reply> {
  const [session, flow] = [sessionCookie(request), flowCookie(request)];
  const visit = visitOf(dependencies, request, form, {
    session: request.cookies.get(session.name),
    flow: request.cookies.get(flow.name),
    language: request.language,
  });
  const send = async (reply: PageReply): Promise<Reply> => ({
    ...(await rendered(reply)),
    cookies: [
      ...(reply.session ? [session.write(reply.session)] : []),
      ...(reply.flow ? [flow.write(reply.flow)] : []),
    ],
  });
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
  if (!therapist) return pleaseSignIn(dependencies, visit, { status: 401, to: request });
  const own = visitOf(dependencies, request, visit.form, { ...visit, language: therapist.language });
  if (route.method === 'POST' && !isFormToken(own.form.get('token'), session)) {
    return stopped(own, 403, 'notYours');
  }
  return enter(dependencies, route, { ...own, session, therapist, formToken: formToken(session) });
}

/** Gives a page the door that its role opens. Whoever lacks the role is turned away, on record. */
async function enter(
  dependencies: WorkspaceDependencies,
  route: Exclude<Route, { access: 'public' }>,
  visit: MemberVisit,
): Promise<PageReply> {
  const { therapist } = visit;
  if (route.access === 'member') {
    if (route.relation === 'rota' && !isAllowed(therapist, { kind: 'rota' }))
      return turnAway(dependencies, route, visit, 'rota');
    return route.handle({ ...visit, calls: calls(dependencies, therapist) });
  }
  if (!therapist.roles.includes(route.access))
    return turnAway(dependencies, route, visit, recordOf[route.access]);
  switch (route.access) {
    case 'therapist':
      return route.handle({ ...visit, records: records(dependencies, therapist) });
    case 'supervisor':
      return route.handle({
        ...visit,
        overview: () => readOverview(dependencies, therapist),
        clinicWords: clinicWords(dependencies, therapist),
      });
    case 'operator':
      return route.handle({ ...visit, operation: () => readOperation(dependencies, therapist) });
  }
}

async function turnAway(
  { store, auditor }: WorkspaceDependencies,
  { method, path }: Pick<Route, 'method' | 'path'>,
  visit: MemberVisit,
  record: string,
): Promise<PageReply> {
  const { therapist, now } = visit;
  // the workspace's first page, for whom it is not the first
  const home = homeOf(therapist.roles);
  if (method === 'GET' && path === homes.therapist && home) return { kind: 'redirect', to: home };
  await auditTherapist({ store, auditor }, therapist.id, {
    at: now,
    actor: { role: therapist.roles[0] ?? 'therapist', id: therapist.id },
    action: method === 'GET' ? 'read' : 'update',
    record,
    outcome: 'refused',
  });
  return stopped(visit, 403, 'notYourRole');
}

/** What a role's pages are about, as the audit names it. */
const recordOf = {
  therapist: 'client',
  supervisor: 'overview',
  operator: 'operation',
} as const satisfies Readonly<Record<Role, string>>;

/** Whose session this is, with what they are in it, kept alive by being used. */
async function signedIn(
  { store, linksRefused }: WorkspaceDependencies,
  secret: string,
  { now }: Visit,
): Promise<MemberVisit['therapist'] | undefined> {
  const session = await extendSession(store, { kind: 'therapist', secret, now, lifetime: sessionLifetime });
  const roles: readonly Role[] | undefined = session?.roles ?? (linksRefused ? undefined : ['therapist']);
  if (!session || !roles) return undefined;
  const stored = await store.therapists.get(clinicPartition, session.subject);
  return stored && { ...stored.document, roles };
}

function visitOf(
  { texts, timeZone, now }: WorkspaceDependencies,
  { params, query, origin, connection }: HttpRequest,
  form: URLSearchParams,
  { session, flow, language }: Pick<Visit, 'session' | 'flow'> & { readonly language: string },
): Visit {
  const at = now();
  const frame = languageFor(language);
  const wording = createWording({ language: frame, timeZone, now: at });
  const address = connection.remoteAddress ?? '';
  return { params, query, form, origin, address, now: at, t: texts(frame), wording, session, flow };
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
