import { expect } from 'chai';
import { tieTeams } from '../../../../src/state/tie-teams.ts';
import { auditor } from '../../../helpers/auditing.ts';
import { openWorkspace, type Browser, type Workspace } from '../open-workspace.ts';

const place = {
  channel: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: 'a:1',
  user: '29:x',
  bot: '28:bot',
  at: '2026-11-22T12:00:00.000Z',
};

describe('the workspace’s page about Teams', () => {
  let workspace: Workspace;
  let ana: Browser;
  beforeEach(async () => {
    workspace = await openWorkspace();
    ana = await workspace.signedIn('ana');
  });
  afterEach(() => workspace.close());

  const now = () => new Date(workspace.clock.now).toISOString();
  const codeIn = (html: string): string =>
    /value="(TEAMS-[\w-]+)"/.exec(html)?.[1]?.replaceAll('-', '') ?? '';
  const tie = (code: string) =>
    tieTeams({ store: workspace.store, auditor }, { code, user: 'msteams:t:o', place, now: now() });
  const record = async () => (await workspace.store.therapists.get('clinic', 'ana'))!.document;

  it('shows a code once, in no address, and not again', async () => {
    expect((await ana.get('/workspace/teams')).html).to.contain('No chat is tied');
    const answer = await ana.post('/workspace/teams/code');
    expect([answer.status, answer.location]).to.deep.equal([200, undefined]);
    expect(codeIn(answer.html)).to.have.length(17);
    expect((await ana.get('/workspace/teams')).html).to.not.contain('TEAMS-');
    expect((await ana.get('/workspace/teams/code')).location).to.equal('/workspace/teams');
    expect(workspace.logged.join('')).to.not.contain('TEAMS');
  });

  it('shows since when a chat is tied, gives no more codes then, and unties it, audited', async () => {
    const code = codeIn((await ana.post('/workspace/teams/code')).html);
    expect((await tie(code)).ok).to.equal(true);
    const { html } = await ana.get('/workspace/teams');
    expect(html).to.contain('Tied since 22 Nov, 13:00').and.not.contain('/workspace/teams/code');
    expect((await ana.post('/workspace/teams/code')).location).to.equal('/workspace/teams');
    expect((await ana.post('/workspace/teams/untie')).location).to.equal('/workspace/teams?done=untied');
    expect((await ana.get('/workspace/teams?done=untied')).html).to.contain('Untied.');
    const { teams, audit } = await record();
    expect(teams).to.equal(undefined);
    expect(await workspace.store.channelUsers.get('msteams:t:o', 'msteams:t:o')).to.equal(undefined);
    expect(audit?.unfiled.map(({ action, record }) => `${action} ${record}`)).to.include('delete teams');
  });

  it('says when nothing can be delivered to that chat any more', async () => {
    await tie(codeIn((await ana.post('/workspace/teams/code')).html));
    const stored = (await workspace.store.therapists.get('clinic', 'ana'))!;
    const teams = { ...stored.document.teams!, place: { ...place, goneAt: now() } };
    await workspace.store.therapists.put('clinic', { ...stored.document, teams }, stored.etag);
    expect((await ana.get('/workspace/teams')).html).to.contain('has not taken messages to that chat');
  });

  it('is each therapist’s own', async () => {
    await tie(codeIn((await ana.post('/workspace/teams/code')).html));
    const ben = await workspace.signedIn('ben');
    expect((await ben.get('/workspace/teams')).html).to.contain('No chat is tied');
    await ben.post('/workspace/teams/untie');
    expect((await record()).teams?.user).to.equal('msteams:t:o');
  });
});
