import { z } from 'zod';
import { languages } from '../../i18n/languages.ts';
import { clinicPartition } from '../../state/store.ts';
import { upsert } from '../../state/upsert.ts';
import { acknowledgeCall, callPage } from './call-page.ts';
import { caseloadPage } from './caseload-page.ts';
import { alertActions } from './client/alert/alert-actions.ts';
import { clientActions } from './client/client-actions.ts';
import { clientPage } from './client/client-page.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { enrol, enrolPage } from './enrol-page.ts';
import { stopped } from './message-page.ts';
import { confirmPage } from './notifications/confirm-page.ts';
import { notificationActions } from './notifications/notification-actions.ts';
import { notificationsPage } from './notifications/notifications-page.ts';
import { operationPage } from './operation-page.ts';
import { overviewPage } from './overview-page.ts';
import { providerPages } from './provider-pages.ts';
import type {
  CalledVisit,
  MemberVisit,
  PageReply,
  Route,
  SignedInVisit,
  SupervisorVisit,
  Visit,
} from './route.ts';
import { rotaPage, saveRota } from './rota-page.ts';
import { signIn, signOut } from './sign-in.ts';
import { stylesheet } from './stylesheet.ts';
import { suggestionsActions } from './suggestions/suggestions-actions.ts';
import { suggestionsPage } from './suggestions/suggestions-page.ts';
import { teamsActions } from './teams/teams-actions.ts';
import { teamsPage } from './teams/teams-page.ts';

/** Every page of the workspace and every form on them, with who may get there and whose it is. */
export function workspaceRoutes(dependencies: WorkspaceDependencies): readonly Route[] {
  const { agreement, renewLink } = clientActions(dependencies);
  const alert = alertActions(dependencies);
  const teams = teamsActions(dependencies);
  const notifications = notificationActions(dependencies);
  const given = (path: string, name: string) => ({ path: `/workspace${path}`, name: `workspace-${name}` });
  const open = (path: string, name: string, handle: (visit: Visit) => Promise<PageReply>): Route => ({
    ...given(path, name),
    method: 'GET',
    access: 'public',
    relation: 'none',
    handle,
  });
  const memberTo =
    (method: 'GET' | 'POST', relation: 'none' | 'rota' = 'none') =>
    (path: string, name: string, handle: (visit: MemberVisit) => Promise<PageReply>): Route => ({
      ...given(path, name),
      method,
      access: 'member',
      relation,
      handle,
    });
  const [look, member] = [memberTo('GET'), memberTo('POST')];
  const called = (
    method: 'GET' | 'POST',
    path: string,
    name: string,
    handle: (visit: CalledVisit) => Promise<PageReply>,
  ): Route => ({ ...given(path, name), method, access: 'member', relation: 'called', handle });
  const supervisor = (
    method: 'GET' | 'POST',
    path: string,
    name: string,
    handle: (visit: SupervisorVisit) => Promise<PageReply>,
  ): Route => ({ ...given(path, name), method, access: 'supervisor', relation: 'none', handle });
  const therapist =
    (method: 'GET' | 'POST', relation: 'none' | 'own-client') =>
    (path: string, name: string, handle: (visit: SignedInVisit) => Promise<PageReply>): Route => ({
      ...given(path, name),
      method,
      access: 'therapist',
      relation,
      handle,
    });
  const [get, post] = [therapist('GET', 'none'), therapist('POST', 'none')];
  const [getOwn, postOwn] = [therapist('GET', 'own-client'), therapist('POST', 'own-client')];
  const client = '/clients/:client';
  return [
    open('/workspace.css', 'stylesheet', async () => ({ kind: 'stylesheet', css: stylesheet().css })),
    open('/sign-in', 'sign-in', (visit) => signIn(dependencies, visit)),
    ...atTheProvider(dependencies, open),
    member('/sign-out', 'sign-out', (visit) => signOut(dependencies, visit)),
    member('/language', 'language', (visit) => chooseLanguage(dependencies, visit)),
    look('/notifications', 'notifications', (visit) => notificationsPage(dependencies, visit)),
    member('/notifications', 'notifications-save', notifications.save),
    member('/notifications/address', 'notifications-address', notifications.give),
    member('/notifications/remove', 'notifications-remove', notifications.remove),
    member('/notifications/test', 'notifications-test', notifications.test),
    look('/notifications/confirm', 'notifications-confirm-page', (visit) => confirmPage(dependencies, visit)),
    member('/notifications/confirm', 'notifications-confirm', notifications.confirm),
    called('GET', '/calls/:call', 'call', (visit) => callPage(visit)),
    called('POST', '/calls/:call/acknowledge', 'call-acknowledge', acknowledgeCall),
    supervisor('GET', '/overview', 'overview', overviewPage),
    memberTo('GET', 'rota')('/rota', 'rota', (visit) => rotaPage(dependencies, visit)),
    memberTo('POST', 'rota')('/rota', 'rota-save', (visit) => saveRota(dependencies, visit)),
    supervisor('GET', '/suggestions', 'suggestions', (visit) => suggestionsPage(visit)),
    ...(['save', 'ours', 'undo'] as const).map((act) =>
      supervisor('POST', `/suggestions/${act}`, `suggestions-${act}`, suggestionsActions[act]),
    ),
    {
      ...given('/operation', 'operation'),
      method: 'GET',
      access: 'operator',
      relation: 'none',
      handle: (visit) => operationPage(dependencies, visit),
    },
    get('', 'caseload', caseloadPage),
    get('/enrol', 'enrol-form', enrolPage),
    post('/enrol', 'enrol', (visit) => enrol(dependencies, visit)),
    look('/teams', 'teams', (visit) => teamsPage(visit)),
    member('/teams/code', 'teams-code', teams.code),
    member('/teams/untie', 'teams-untie', teams.untie),
    getOwn(client, 'client', (visit) => clientPage(dependencies, visit)),
    postOwn(`${client}/link`, 'new-link', renewLink),
    postOwn(`${client}/acknowledge`, 'acknowledge', alert.acknowledge),
    postOwn(`${client}/discuss`, 'discuss', alert.discuss),
    postOwn(`${client}/close`, 'close', alert.close),
    postOwn(`${client}/reopen`, 'reopen', alert.reopen),
    ...(['goals', 'homework'] as const).flatMap((kind) => [
      postOwn(`${client}/${kind}`, `${kind}-add`, agreement(kind, 'add')),
      postOwn(`${client}/${kind}/:entry`, `${kind}-reword`, agreement(kind, 'reword')),
      postOwn(`${client}/${kind}/:entry/end`, `${kind}-end`, agreement(kind, 'end')),
      postOwn(`${client}/${kind}/:entry/restore`, `${kind}-restore`, agreement(kind, 'restore')),
    ]),
    // a refused form leaves its own address in the browser: asked for again, it leads back to its page
    look('/teams/:form', 'back-to-teams', async () => ({ kind: 'redirect', to: '/workspace/teams' })),
    look('/notifications/:form', 'back-to-notifications', async () => ({
      kind: 'redirect',
      to: '/workspace/notifications',
    })),
    supervisor('GET', '/suggestions/:form', 'back-to-suggestions', async () => ({
      kind: 'redirect',
      to: '/workspace/suggestions',
    })),
    getOwn(`${client}/:form`, 'back-from-form', backToClient),
    getOwn(`${client}/:form/:entry`, 'back-from-entry', backToClient),
    getOwn(`${client}/:form/:entry/:action`, 'back-from-action', backToClient),
  ];
}

function atTheProvider(
  dependencies: WorkspaceDependencies,
  open: (path: string, name: string, handle: (visit: Visit) => Promise<PageReply>) => Route,
): readonly Route[] {
  if (!dependencies.signIn) return [];
  const pages = providerPages(dependencies, dependencies.signIn);
  return [
    open('/sign-in/begin', 'sign-in-begin', (visit) => pages.begin(visit)),
    open('/sign-in/callback', 'sign-in-callback', (visit) => pages.arrive(visit)),
    open('/signed-out', 'signed-out', (visit) => pages.signedOut(visit)),
  ];
}

const backToClient = async ({ params }: SignedInVisit): Promise<PageReply> => ({
  kind: 'redirect',
  to: `/workspace/clients/${encodeURIComponent(params['client'] ?? '')}`,
});

/** The therapist's own language, from then on, wherever they sign in; of what has no text in it yet, English. */
async function chooseLanguage({ store }: WorkspaceDependencies, visit: MemberVisit): Promise<PageReply> {
  const read = z.enum(languages).safeParse(visit.form.get('language'));
  if (!read.success) return stopped(visit, 400, 'badForm');
  const { id } = visit.therapist;
  await upsert(
    store.therapists,
    clinicPartition,
    id,
    (current) => current && { ...current, language: read.data },
  );
  return { kind: 'redirect', to: '/workspace' };
}
