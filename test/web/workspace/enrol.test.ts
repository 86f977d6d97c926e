import { expect } from 'chai';
import { claimInvite } from '../../../src/state/claim-invite.ts';
import { openWorkspace, type Browser, type Workspace } from './open-workspace.ts';

describe('enrolling a client', () => {
  let workspace: Workspace;
  let ana: Browser;
  beforeEach(async () => {
    workspace = await openWorkspace();
    ana = await workspace.signedIn('ana');
  });
  afterEach(() => workspace.close());

  const blank = async (): Promise<Record<string, string>> =>
    ana.hidden((await ana.get('/workspace/enrol')).html, '/workspace/enrol');
  const clients = async () =>
    (await workspace.store.caseload.list('ana')).documents.map(({ document }) => document);
  const pageOf = (location = ''): string => location.slice(0, location.indexOf('?'));
  const linkOn = (html: string): string | undefined => /value="([^"]*\/chat\?invite=[^"]+)"/.exec(html)?.[1];

  it('shows a link, a code and words to send them by; the code opens the door for that client', async () => {
    const reply = await ana.post('/workspace/enrol', { ...(await blank()), label: ' A.  B. ' });
    expect(reply.status).to.equal(303);
    const { html } = await ana.get(reply.location!);
    const [client] = await clients();
    expect(client).to.include({ label: 'A. B.', status: 'invited', therapist: 'ana' });
    expect(pageOf(reply.location)).to.equal(`/workspace/clients/${client!.id}`);
    const link = linkOn(html)!;
    expect(link).to.match(new RegExp(`^${workspace.base}/chat\\?invite=[0-9A-Z]{5}-[0-9A-Z]{5}$`));
    expect(html).to.include('6 Dec, 13:00');
    const message = /<textarea id="link-message"[^>]*>([^<]*)</.exec(html)![1]!;
    expect(message).to.include(link);
    expect(message).to.not.match(/therap|clinic|alliance|A\. B\./i);
    const code = new URL(link).searchParams.get('invite')!;
    const now = new Date(workspace.clock.now).toISOString();
    const claimed = await claimInvite(workspace.store, { code, channelUser: 'webchat:1', now });
    expect(claimed).to.deep.equal({ ok: true, client: client!.id });
    expect((await ana.get(pageOf(reply.location))).html).to.include('The last link was used 22 Nov');
  });

  it('takes first goals and homework, one a line', async () => {
    const fields = { ...(await blank()), label: 'A', goals: 'Sleep\r\n\r\n Walk ', homework: 'Diary' };
    const { html } = await ana.get(pageOf((await ana.post('/workspace/enrol', fields)).location));
    const titles = [...html.matchAll(/class="agreement-title">([^<]*)</g)].map(([, title]) => title);
    expect(titles).to.deep.equal(['Sleep', 'Walk', 'Diary']);
  });

  it('enrols once when the form is sent twice, also at the same moment', async () => {
    const fields = { ...(await blank()), label: 'Twice' };
    const replies = await Promise.all([1, 2, 3].map(() => ana.post('/workspace/enrol', fields)));
    const late = await ana.post('/workspace/enrol', fields);
    expect(new Set([...replies, late].map(({ location }) => location)).size).to.equal(1);
    expect(await clients()).to.have.length(1);
    const first = linkOn((await ana.get(pageOf(late.location))).html);
    await ana.post('/workspace/enrol', fields);
    expect(linkOn((await ana.get(pageOf(late.location))).html)).to.equal(first);
  });

  it('enrols a second client from the same form after going back to it', async () => {
    const fields = await blank();
    await ana.post('/workspace/enrol', { ...fields, label: 'First' });
    await ana.post('/workspace/enrol', { ...fields, label: 'Second' });
    expect((await clients()).map(({ label }) => label)).to.have.members(['First', 'Second']);
  });

  for (const [name, fields, fault] of [
    ['no label', { label: '   ', goals: 'Sleep' }, 'Please fill this in'],
    ['a label of 5,000 characters', { label: 'x'.repeat(5000) }, 'up to 80 characters'],
    ['four goals', { label: 'A', goals: 'a\nb\nc\nd' }, 'At most 3'],
    ['a goal of 5,000 characters', { label: 'A', goals: 'y'.repeat(5000) }, 'up to 120 characters'],
    ['the same homework twice', { label: 'A', homework: 'Walk\nwalk' }, 'same words'],
  ] as const) {
    it(`refuses ${name}, says so at the field and keeps what was typed`, async () => {
      const reply = await ana.post('/workspace/enrol', { ...(await blank()), ...fields });
      expect(reply.status).to.equal(422);
      expect(reply.html).to.include(fault).and.to.include('aria-invalid="true"');
      for (const typed of Object.values(fields)) expect(reply.html).to.include(typed);
      expect(await clients()).to.deep.equal([]);
    });
  }

  it('takes a form whose key is missing or forged as a new one', async () => {
    for (const key of ['', '../../x', 'x'.repeat(500)]) {
      expect((await ana.post('/workspace/enrol', { key, label: `k${key.length}` })).status).to.equal(303);
    }
    expect(await clients()).to.have.length(3);
  });

  it('shows markup in a label as text', async () => {
    const label = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const { location } = await ana.post('/workspace/enrol', { ...(await blank()), label });
    for (const page of [await ana.get(location!), await ana.get('/workspace')]) {
      expect(page.html).to.not.match(/<script|<img/);
      expect(page.html).to.include('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
  });

  it('makes a new link in the place of the old one, once, however often the form is sent', async () => {
    const { location } = await ana.post('/workspace/enrol', { ...(await blank()), label: 'A' });
    const page = pageOf(location);
    const first = (await ana.get(page)).html;
    const fields = ana.hidden(first, `${page}/link`);
    await Promise.all([ana.post(`${page}/link`, fields), ana.post(`${page}/link`, fields)]);
    const second = (await ana.get(page)).html;
    expect(linkOn(second)).to.not.equal(linkOn(first));
    await ana.post(`${page}/link`, fields);
    expect(linkOn((await ana.get(page)).html)).to.equal(linkOn(second));
    const code = new URL(linkOn(first)!).searchParams.get('invite')!;
    const now = new Date(workspace.clock.now).toISOString();
    expect(await claimInvite(workspace.store, { code, channelUser: 'webchat:1', now })).to.include({
      ok: false,
    });
  });

  it('says that an unused link has ended', async () => {
    const { location } = await ana.post('/workspace/enrol', { ...(await blank()), label: 'A' });
    workspace.clock.now += 15 * 86_400_000;
    const later = await workspace.signedIn('ana');
    const { html } = await later.get(pageOf(location));
    expect(html).to.include('it ended 6 Dec');
    expect(linkOn(html)).to.equal(undefined);
  });
});
