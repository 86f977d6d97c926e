import { expect } from 'chai';
import {
  allianceAlert,
  due,
  openWorkspace,
  safetyAlert,
  weeks,
  type Browser,
  type Workspace,
} from './open-workspace.ts';

const labels = (html: string): string[] =>
  [...html.matchAll(/class="client-link"[^>]*>([^<]*)</g)].map(([, label]) => label!.trim());

describe('the caseload page', () => {
  let workspace: Workspace;
  let ana: Browser;
  before(async () => {
    workspace = await openWorkspace();
    ana = await workspace.signedIn('ana');
  });
  after(() => workspace.close());

  it('tells how to enrol the first client while there is none', async () => {
    const { html, status } = await ana.get('/workspace');
    expect(status).to.equal(200);
    expect(html).to.include('No clients yet').and.to.include('href="/workspace/enrol"');
    expect(html).to.not.include('<table');
  });

  describe('with clients', () => {
    before(async () => {
      await workspace.enrol('a', {
        label: 'Fine',
        status: 'joined',
        due,
        recent: weeks([8, 7.5]),
        demo: true,
      });
      await workspace.enrol('b', {
        label: 'Low',
        status: 'joined',
        due,
        recent: weeks([8, 3.5]),
        alerts: [allianceAlert()],
      });
      await workspace.enrol('c', { label: 'Ñandú <b>', status: 'invited' });
      await workspace.enrol('d', {
        label: 'Said it',
        status: 'joined',
        alerts: [safetyAlert('secret words')],
      });
    });

    it('puts first who needs attention, and says why in words', async () => {
      const { html } = await ana.get('/workspace');
      expect(labels(html)).to.deep.equal(['Said it', 'Low', 'Fine', 'Ñandú &lt;b&gt;']);
      expect(html).to.include('Safety: look now').and.to.include('Low: bond').and.to.include('Nothing waits');
      expect(html).to.include('4 clients · 2 need attention');
      expect(html).to.not.include('secret words');
    });

    it('shows the alliance now, its trend and the last check-in', async () => {
      const { html } = await ana.get('/workspace');
      expect(html).to.match(/<strong>7\.5<\/strong>\s*<span class="muted">of 10<\/span>/);
      expect(html).to.include('From 8 to 7.5 over 2 weeks');
      expect(html).to.include('15 Nov');
      expect(html).to.include('Made up');
    });

    for (const [query, found] of [
      ['q=low', ['Low']],
      ['q=nandu', ['Ñandú &lt;b&gt;']],
      ['show=waiting', ['Said it', 'Low']],
      ['show=invited', ['Ñandú &lt;b&gt;']],
      ['q=&show=nonsense', ['Said it', 'Low', 'Fine', 'Ñandú &lt;b&gt;']],
      ['q=%22%3E%3Cscript%3E', []],
    ] as const) {
      it(`finds ${found.length} by ${query}`, async () => {
        const { html } = await ana.get(`/workspace?${query}`);
        expect(labels(html)).to.deep.equal(found);
        expect(html).to.not.include('<script');
        if (found.length === 0) expect(html).to.include('No client matches');
      });
    }

    it('speaks the language the therapist chose, with its dates and numbers', async () => {
      const ben = await workspace.signedIn('ben');
      await workspace.enrol('e', {
        label: 'De Ben',
        therapist: 'ben' as never,
        status: 'joined',
        recent: weeks([8, 7.5]),
      });
      expect(await ben.post('/workspace/language', { language: 'es' })).to.include({ status: 303 });
      const { html } = await ben.get('/workspace');
      expect(html).to.include('<html lang="es"').and.to.include('7,5').and.to.include('15 nov');
      expect((await ana.get('/workspace')).html).to.include('<html lang="en"');
      expect((await ben.post('/workspace/language', { language: 'tlh' })).status).to.equal(400);
    });

    it('runs from right to left in a language that does', async () => {
      const ben = await workspace.signedIn('ben');
      expect(await ben.post('/workspace/language', { language: 'ar' })).to.include({ status: 303 });
      expect((await ben.get('/workspace')).html).to.include('<html lang="ar" dir="rtl"');
    });

    it('says on every page of a demo clinic that its clients are made up', async () => {
      expect((await ana.get('/workspace')).html).to.not.include('Demo clinic');
      const stored = (await workspace.store.therapists.get('clinic', 'ana'))!;
      await workspace.store.therapists.put('clinic', { ...stored.document, demo: true }, stored.etag);
      for (const path of ['/workspace', '/workspace/enrol', '/workspace/clients/a']) {
        expect((await ana.get(path)).html, path).to.include('Demo clinic: these clients are made up');
      }
    });
  });
});
