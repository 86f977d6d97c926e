import { z } from 'zod';
import { isLanguage } from '../../i18n/index.ts';
import { clinicPartition } from '../../state/store.ts';
import { upsert } from '../../state/upsert.ts';
import { caseloadPage } from './caseload-page.ts';
import { clientActions } from './client/client-actions.ts';
import { clientPage } from './client/client-page.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { enrol, enrolPage } from './enrol-page.ts';
import { stopped } from './message-page.ts';
import type { PageReply, Route, SignedInVisit } from './route.ts';
import { signIn, signOut } from './sign-in.ts';
import { stylesheet } from './stylesheet.ts';
import { teamsActions } from './teams/teams-actions.ts';
import { teamsPage } from './teams/teams-page.ts';

/** Every page of the workspace and every form on them, with who may get there. */
export function workspaceRoutes(dependencies: WorkspaceDependencies): readonly Route[] {
  const { agreement, acknowledge, renewLink } = clientActions(dependencies);
  const teams = teamsActions(dependencies);
  const get = (path: string, name: string, handle: (visit: SignedInVisit) => Promise<PageReply>): Route => ({
    method: 'GET',
    path: `/workspace${path}`,
    name: `workspace-${name}`,
    access: 'therapist',
    handle,
  });
  const post = (path: string, name: string, handle: (visit: SignedInVisit) => Promise<PageReply>): Route => ({
    ...get(path, name, handle),
    method: 'POST',
    access: 'therapist',
    handle,
  });
  const client = '/clients/:client';
  return [
    {
      method: 'GET',
      path: '/workspace/workspace.css',
      name: 'workspace-stylesheet',
      access: 'public',
      handle: async () => ({ kind: 'stylesheet', css: stylesheet().css }),
    },
    {
      method: 'GET',
      path: '/workspace/sign-in',
      name: 'workspace-sign-in',
      access: 'public',
      handle: (visit) => signIn(dependencies, visit),
    },
    post('/sign-out', 'sign-out', (visit) => signOut(dependencies, visit)),
    post('/language', 'language', (visit) => chooseLanguage(dependencies, visit)),
    get('', 'caseload', caseloadPage),
    get('/enrol', 'enrol-form', enrolPage),
    post('/enrol', 'enrol', (visit) => enrol(dependencies, visit)),
    get('/teams', 'teams', (visit) => teamsPage(visit)),
    post('/teams/code', 'teams-code', teams.code),
    post('/teams/untie', 'teams-untie', teams.untie),
    get(client, 'client', (visit) => clientPage(dependencies, visit)),
    post(`${client}/link`, 'new-link', renewLink),
    post(`${client}/acknowledge`, 'acknowledge', acknowledge),
    ...(['goals', 'homework'] as const).flatMap((kind) => [
      post(`${client}/${kind}`, `${kind}-add`, agreement(kind, 'add')),
      post(`${client}/${kind}/:entry`, `${kind}-reword`, agreement(kind, 'reword')),
      post(`${client}/${kind}/:entry/end`, `${kind}-end`, agreement(kind, 'end')),
      post(`${client}/${kind}/:entry/restore`, `${kind}-restore`, agreement(kind, 'restore')),
    ]),
    // a refused form leaves its own address in the browser: asked for again, it leads back to its page
    get('/teams/:form', 'back-to-teams', async () => ({ kind: 'redirect', to: '/workspace/teams' })),
    get(`${client}/:form`, 'back-from-form', backToClient),
    get(`${client}/:form/:entry`, 'back-from-entry', backToClient),
    get(`${client}/:form/:entry/:action`, 'back-from-action', backToClient),
  ];
}

const backToClient = async ({ params }: SignedInVisit): Promise<PageReply> => ({
  kind: 'redirect',
  to: `/workspace/clients/${encodeURIComponent(params['client'] ?? '')}`,
});

/** The therapist's own language, from then on, wherever they sign in. */
async function chooseLanguage({ store }: WorkspaceDependencies, visit: SignedInVisit): Promise<PageReply> {
  const read = z.string().refine(isLanguage).safeParse(visit.form.get('language'));
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
