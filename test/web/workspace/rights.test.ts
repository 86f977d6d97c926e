import { expect } from 'chai';
import { workspaceRoutes } from '../../../src/web/workspace/routes.ts';
import { allianceAlert, due, openWorkspace, weeks, type Browser, type Workspace } from './open-workspace.ts';

describe('rights in the workspace', () => {
  let workspace: Workspace;
  let ana: Browser;
  let ben: Browser;
  before(async () => {
    workspace = await openWorkspace();
    ana = await workspace.signedIn('ana');
    ben = await workspace.signedIn('ben');
    await workspace.enrol('c1', {
      label: 'Private label',
      status: 'joined',
      due,
      recent: weeks([8, 2]),
      alerts: [allianceAlert()],
      goals: [{ id: 'goal-one', title: 'Private goal', agreedAt: '2026-10-01T00:00:00.000Z' }],
      homework: [{ id: 'work-one', title: 'Private homework', setAt: '2026-10-01T00:00:00.000Z' }],
    });
  });
  after(() => workspace.close());

  const routes = () => workspaceRoutes(workspace.dependencies);
  const fill = (path: string, client: string): string =>
    path
      .replace(':client', client)
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
    language: 'es',
    label: 'X',
  };
  const ask = (browser: Browser, method: string, path: string, form: Record<string, string> = forms) =>
    method === 'GET' ? browser.get(path) : browser.post(path, form);

  it('names every route once, and leaves public only what a stranger needs', () => {
    const names = routes().map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    expect(
      routes()
        .filter(({ access }) => access === 'public')
        .map(({ name }) => name),
    ).to.deep.equal(['workspace-stylesheet', 'workspace-sign-in']);
  });

  it('asks everybody to sign in first, on every route', async () => {
    const stranger = workspace.browser();
    for (const { access, method, path } of routes()) {
      if (access === 'public') continue;
      const reply = await ask(stranger, method, fill(path, 'c1'), { ...forms, token: 'none' });
      expect(reply.status, `${method} ${path}`).to.equal(401);
      expect(reply.html, path).to.not.include('Private');
    }
  });

  it("answers for another therapist's client just as for an unknown one, on every route about a client", async () => {
    const kept = async () => (await workspace.store.clients.get('c1', 'c1'))!.document;
    const before = await kept();
    let asked = 0;
    for (const { method, path } of routes()) {
      if (!path.includes(':client') || path.includes(':form')) continue;
      asked += 1;
      const foreign = await ask(ben, method, fill(path, 'c1'));
      const unknown = await ask(ben, method, fill(path, 'nobody'));
      expect(foreign.status, `${method} ${path}`).to.equal(404);
      expect(foreign.html, path).to.equal(unknown.html);
    }
    const { audit, ...after } = await kept();
    expect({ ...after, audit: before.audit }).to.deep.equal(before);
    expect(audit.sequence, 'every attempt is in the audit').to.be.at.least(asked);
    const last = audit.unfiled.at(-1);
    expect([last?.actor.id, last?.outcome]).to.deep.equal(['ben', 'refused']);
    expect((await ben.get('/workspace')).html).to.not.include('Private');
  });

  it('changes nothing for a form without its token, with a foreign one, or sent by another site', async () => {
    const before = await workspace.store.clients.get('c1', 'c1');
    const foreign = /name="token" value="([^"]+)"/.exec((await ben.get('/workspace')).html)![1]!;
    for (const { method, path } of routes()) {
      if (method !== 'POST') continue;
      const to = fill(path, 'c1');
      for (const token of ['', 'x', foreign]) {
        const reply = await ana.post(to, { ...forms, token });
        expect(reply.status, `${path} with ${token}`).to.equal(403);
      }
      const elsewhere: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'https://elsewhere.example' },
      ];
      for (const headers of elsewhere) {
        expect((await ana.post(to, forms, headers)).status, path).to.equal(403);
      }
    }
    expect(await workspace.store.clients.get('c1', 'c1')).to.deep.equal(before);
    expect((await ana.get('/workspace')).status).to.equal(200);
  });

  it('serves every page closed: no script, no frame, nothing kept, no clinical word in title or address', async () => {
    for (const path of ['/workspace', '/workspace/enrol', '/workspace/clients/c1', '/workspace/sign-in']) {
      const { headers, html } = await (path.endsWith('sign-in') ? workspace.browser() : ana).get(path);
      expect(headers.get('content-security-policy'), path).to.equal(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('cache-control'), path).to.equal('no-store');
      expect(html, path).to.not.match(/<script|<style| style=| on[a-z]+="/);
      const title = /<title>([^<]*)<\/title>/.exec(html)?.[1];
      expect(title, path).to.match(/^(Caseload|Enrol a client|Client|Please sign in) · Alliance Check-in$/);
    }
  });

  it('writes neither labels, words nor addresses to the log', async () => {
    await ana.get('/workspace?q=Private');
    await ana.get('/workspace/clients/c1');
    const log = workspace.logged.join('');
    expect(log).to.include('workspace-client');
    expect(log).to.not.match(/Private|\/clients\/|c1"/);
  });

  it('leads from the address of a form back to its page', async () => {
    for (const end of ['goals', 'goals/goal-one', 'goals/goal-one/end', 'acknowledge', 'link']) {
      expect((await ana.get(`/workspace/clients/c1/${end}`)).location).to.equal('/workspace/clients/c1');
    }
  });

  it('lets the style be cached under an address that changes with it', async () => {
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec((await ana.get('/workspace')).html)![1]!;
    const reply = await workspace.browser().get(href);
    expect(reply.headers.get('content-type')).to.include('text/css');
    expect(reply.headers.get('cache-control')).to.include('immutable');
    expect(href).to.match(/\?v=[0-9a-f]{12}$/);
  });
});
