import { expect } from 'chai';
import { roles as allRoles, type Role } from '../../../src/domain/rights.ts';
import { therapistId } from '../../../src/domain/ids.ts';
import { createSession } from '../../../src/state/sign-in.ts';
import type { Routes } from '../../../src/web/http/routes.ts';
import { formToken } from '../../../src/web/workspace/form-token.ts';
import { registerWorkspace } from '../../../src/web/workspace/register-workspace.ts';
import type { Route } from '../../../src/web/workspace/route.ts';
import { workspaceRoutes } from '../../../src/web/workspace/routes.ts';
import { openIdentityProvider, type IdentityProvider } from '../../helpers/identity-provider.ts';
import { allianceAlert, due, openWorkspace, safetyAlert, weeks, type Workspace } from './open-workspace.ts';

/** Who may reach each route, and whose client it is about. A route that is not here has no rule: add it with care. */
const rules: Readonly<
  Record<string, readonly [access: 'public' | 'member' | Role, relation?: 'own-client' | 'called' | 'rota']>
> = {
  'workspace-stylesheet': ['public'],
  'workspace-sign-in': ['public'],
  'workspace-sign-in-begin': ['public'],
  'workspace-sign-in-callback': ['public'],
  'workspace-signed-out': ['public'],
  'workspace-sign-out': ['member'],
  'workspace-language': ['member'],
  'workspace-notifications': ['member'],
  'workspace-notifications-save': ['member'],
  'workspace-notifications-address': ['member'],
  'workspace-notifications-remove': ['member'],
  'workspace-notifications-test': ['member'],
  'workspace-notifications-confirm-page': ['member'],
  'workspace-notifications-confirm': ['member'],
  'workspace-back-to-notifications': ['member'],
  'workspace-call': ['member', 'called'],
  'workspace-call-acknowledge': ['member', 'called'],
  'workspace-rota': ['member', 'rota'],
  'workspace-rota-save': ['member', 'rota'],
  'workspace-overview': ['supervisor'],
  'workspace-suggestions': ['supervisor'],
  'workspace-suggestions-save': ['supervisor'],
  'workspace-suggestions-ours': ['supervisor'],
  'workspace-suggestions-undo': ['supervisor'],
  'workspace-back-to-suggestions': ['supervisor'],
  'workspace-operation': ['operator'],
  'workspace-caseload': ['therapist'],
  'workspace-enrol-form': ['therapist'],
  'workspace-enrol': ['therapist'],
  'workspace-teams': ['member'],
  'workspace-teams-code': ['member'],
  'workspace-teams-untie': ['member'],
  'workspace-back-to-teams': ['member'],
  'workspace-client': ['therapist', 'own-client'],
  'workspace-new-link': ['therapist', 'own-client'],
  'workspace-acknowledge': ['therapist', 'own-client'],
  'workspace-discuss': ['therapist', 'own-client'],
  'workspace-close': ['therapist', 'own-client'],
  'workspace-reopen': ['therapist', 'own-client'],
  'workspace-goals-add': ['therapist', 'own-client'],
  'workspace-goals-reword': ['therapist', 'own-client'],
  'workspace-goals-end': ['therapist', 'own-client'],
  'workspace-goals-restore': ['therapist', 'own-client'],
  'workspace-homework-add': ['therapist', 'own-client'],
  'workspace-homework-reword': ['therapist', 'own-client'],
  'workspace-homework-end': ['therapist', 'own-client'],
  'workspace-homework-restore': ['therapist', 'own-client'],
  'workspace-back-from-form': ['therapist', 'own-client'],
  'workspace-back-from-entry': ['therapist', 'own-client'],
  'workspace-back-from-action': ['therapist', 'own-client'],
};

/** Forms and links that are not whole here, or that nothing sends an e-mail for. */
const incomplete: Readonly<Record<string, readonly number[]>> = {
  'workspace-notifications-address': [400],
  'workspace-notifications-confirm-page': [410],
  'workspace-rota-save': [400],
};

/** Every set of roles, the empty one too. */
const combinations: readonly (readonly Role[])[] = allRoles.reduce<readonly (readonly Role[])[]>(
  (sets, role) => [...sets, ...sets.map((set) => [...set, role])],
  [[]],
);

describe('who gets where in the workspace', function () {
  this.timeout(60_000);
  let provider: IdentityProvider;
  let workspace: Workspace;
  before(async () => {
    provider = await openIdentityProvider({ people: {} });
    workspace = await openWorkspace({ provider });
    for (const [id, therapist, called] of [
      ['own', 'ana', []],
      ['foreign', 'ben', []],
      ['called', 'ben', ['ana']],
    ] as const) {
      await workspace.enrol(id, {
        therapist: therapistId(therapist),
        label: `Private ${id}`,
        status: 'joined',
        due,
        recent: weeks([8, 2]),
        alerts: [
          allianceAlert(),
          {
            ...safetyAlert('Private words'),
            ...(called.length > 0 && { called: called.map(therapistId) }),
          },
        ],
        goals: [{ id: 'goal-one', title: 'Private goal', agreedAt: '2026-10-01T00:00:00.000Z' }],
        homework: [{ id: 'work-one', title: 'Private homework', setAt: '2026-10-01T00:00:00.000Z' }],
      });
    }
  });
  after(async () => {
    await workspace.close();
    await provider.close();
  });

  const routes = () => workspaceRoutes(workspace.dependencies);
  const fill = (path: string, client: string): string =>
    path
      .replace(':client', client)
      .replace(':call', client)
      .replace(':entry', path.includes('/homework') ? 'work-one' : 'goal-one')
      .replace(':form', 'goals')
      .replace(':action', 'end');
  const forms = {
    title: 'Changed',
    was: 'Private goal',
    id: 'abcdefghij',
    alert: '2026-11-15T13:00:00.000Z.alliance',
    seen: '2026-11-15T13:00:00.000Z',
    note: 'a note',
    replaces: '',
    language: 'en',
    label: 'Enrolled',
    key: 'k'.repeat(24),
    place: 'drop.goals',
    lines: 'A line',
    stood: '',
  };
  const safety = { alert: '2026-11-20T22:10:00.000Z.safety', seen: '2026-11-20T22:10:00.000Z' };
  /** In a session of its own, since one of the routes ends it. */
  const ask = async (held: readonly Role[], method: string, path: string) => {
    const now = new Date(workspace.clock.now).toISOString();
    const given = { kind: 'therapist', subject: 'ana', now, lifetimeMs: 60_000, roles: held } as const;
    const secret = await createSession(workspace.store, given);
    const browser = workspace.browser();
    browser.cookie.value = `workspace=${secret}`;
    return method === 'GET'
      ? browser.get(path)
      : browser.post(path, { ...forms, ...(path.includes('/calls/') && safety), token: formToken(secret) });
  };

  it('has a rule for every route that hangs on the server, and the table says the same', () => {
    const hung: string[] = [];
    const hang = (method: string) => (path: string, name: string) =>
      void hung.push(`${method} ${path} ${name}`);
    const nowhere: Routes = { get: hang('GET'), form: hang('POST'), post: hang('?'), raw: hang('?') };
    registerWorkspace(nowhere, workspace.dependencies);
    const table = routes();
    expect(hung).to.deep.equal(table.map(({ method, path, name }) => `${method} ${path} ${name}`));
    expect(
      Object.fromEntries(table.map(({ name, access, relation }) => [name, [access, relation]])),
    ).to.deep.equal(
      Object.fromEntries(
        Object.entries(rules).map(([name, [access, relation = 'none']]) => [name, [access, relation]]),
      ),
    );
    for (const { path, relation } of table)
      expect(relation === 'own-client', path).to.equal(path.includes(':client'));
  });

  for (const held of combinations) {
    it(`opens to ${held.join(' and ') || 'somebody without a role'} what that role has, and nothing else`, async () => {
      const look = async ({ name, method, path }: Route) => {
        const [access = 'nobody', relation] = rules[name] ?? [];
        if (access === 'public') return;
        const clients = relation && relation !== 'rota' ? ['own', 'foreign', 'called', 'nobody'] : ['own'];
        for (const client of clients) {
          const what = `${method} ${path} of ${client}`;
          const { status, html, location } = await ask(held, method, fill(path, client));
          const inRole =
            relation === 'rota'
              ? held.includes('supervisor') || held.includes('operator')
              : access === 'member' || held.some((role) => role === access);
          const isTheirs =
            relation === 'called'
              ? client === 'called' && (held.includes('therapist') || held.includes('supervisor'))
              : client === 'own';
          const leadsBack = path.includes(':form');
          if (name === 'workspace-caseload' && !inRole && held.length > 0) {
            expect({ status, location }, what).to.deep.equal({
              status: 303,
              location: held.includes('supervisor') ? '/workspace/overview' : '/workspace/operation',
            });
          } else if (!inRole) expect(status, what).to.equal(403);
          else if (isTheirs || leadsBack)
            expect(status, what).to.be.oneOf([200, 303, 409, 422, ...(incomplete[name] ?? [])]);
          else expect(status, what).to.equal(404);
          if (!inRole || !isTheirs || (access !== 'therapist' && relation !== 'called'))
            expect(html, what).to.not.match(/Private|>foreign|>own/);
        }
      };
      // a few at once: each refusal is written into the same person's record
      const all = [...routes()];
      while (all.length > 0) await Promise.all(all.splice(0, 4).map(look));
    });
  }

  it('changed nothing of a client whom only others may change, and has every attempt on record', async () => {
    const { client, audit } = (await workspace.store.clients.get('foreign', 'foreign'))!.document;
    expect(client.goals).to.deep.equal([
      { id: 'goal-one', title: 'Private goal', agreedAt: '2026-10-01T00:00:00.000Z' },
    ]);
    expect(client.homework.map(({ title, endedAt }) => [title, endedAt])).to.deep.equal([
      ['Private homework', undefined],
    ]);
    expect(client.alerts.map(({ status }) => status)).to.deep.equal(['open', 'open']);
    expect(client.invite).to.equal(undefined);
    expect(audit.sequence).to.be.greaterThan(40);
    expect(audit.unfiled.every(({ outcome }) => outcome === 'refused')).to.equal(true);
  });

  it('names no client and nothing clinical to a supervisor, whose look is on record with what it showed', async () => {
    const { html } = await ask(['supervisor'], 'GET', '/workspace/overview');
    expect(html).to.include('Ben Okafor').and.to.include('6 days ago').and.to.include('Urgent');
    expect(html).to.not.match(/Private|foreign|suicide|safety|bond|alliance alert/i);
    const { audit } = (await workspace.store.therapists.get('clinic', 'ana'))!.document;
    const { seal: _seal, sequence: _sequence, ...last } = audit!.unfiled.at(-1)!;
    expect(last).to.deep.equal({
      at: new Date(workspace.clock.now).toISOString(),
      actor: { role: 'supervisor', id: 'ana' },
      action: 'read',
      record: 'overview',
      outcome: 'success',
      clients: last.clients,
    });
    expect(last.clients).to.include('foreign');
  });

  it('counts the clinic without naming anybody', async () => {
    const { html } = await ask(['supervisor'], 'GET', '/workspace/overview');
    const figures = [...html.matchAll(/<th scope="row">([^<]+)<\/th>\s*<td class="figure">([^<]+)</g)];
    const counted = Object.fromEntries(figures.map(([, name, value]) => [name!, Number(value)]));
    expect(counted).to.include({ 'Clients who take part': 3, Therapists: 2 });
    expect(counted['Alerts that wait']).to.be.within(4, 6);
  });

  it('tells an operator which helplines nobody answers for, and nothing of any client', async () => {
    const { html } = await ask(['operator'], 'GET', '/workspace/operation');
    expect(html).to.include('1.2.3').and.to.include('France').and.to.include('Not confirmed as it is now');
    expect(html).to.not.match(/Private|foreign|client-link|Label/);
  });

  it('shows in the navigation only where somebody may go', async () => {
    const links = async (held: readonly Role[], path: string) =>
      [...(await ask(held, 'GET', path)).html.matchAll(/<nav[\s\S]*<\/nav>/g)]
        .flatMap(([nav]) => [...nav.matchAll(/href="([^"]+)"/g)])
        .map(([, href]) => href);
    const [caseload, overview, operation] = ['/workspace', '/workspace/overview', '/workspace/operation'];
    const notifications = '/workspace/notifications';
    const ofTherapists = [caseload, '/workspace/enrol', '/workspace/teams', notifications];
    expect(await links(['therapist'], caseload)).to.deep.equal(ofTherapists);
    const ofSupervisors = [overview, '/workspace/suggestions'];
    expect(await links(['supervisor'], overview)).to.deep.equal([notifications, ...ofSupervisors]);
    expect(await links(['operator'], operation)).to.deep.equal([notifications, operation]);
    expect(await links(allRoles, operation)).to.deep.equal([...ofTherapists, ...ofSupervisors, operation]);
  });
});
