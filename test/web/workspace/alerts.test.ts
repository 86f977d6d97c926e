import { expect } from 'chai';
import type { Alert } from '../../../src/domain/alert.ts';
import { checkInId, therapistId } from '../../../src/domain/ids.ts';
import { changeClinicSuggestions } from '../../../src/state/clinic-suggestions.ts';
import { ourSuggestions } from '../../../src/web/workspace/suggestions/our-suggestions.ts';
import {
  allianceAlert,
  due,
  openWorkspace,
  safetyAlert,
  weeks,
  type Browser,
  type Workspace,
} from './open-workspace.ts';

const page = '/workspace/clients/c1';

describe("alerts on a client's page", () => {
  let workspace: Workspace;
  let ana: Browser;
  const alert = allianceAlert();
  beforeEach(async () => {
    workspace = await openWorkspace();
    ana = await workspace.signedIn('ana');
    await workspace.enrol('c1', { status: 'joined', due, recent: weeks([8, 3.5]), alerts: [alert] });
  });
  afterEach(() => workspace.close());

  const stored = async (): Promise<Alert> =>
    (await workspace.store.clients.get('c1', 'c1'))!.document.client.alerts.find(
      ({ id }) => id === alert.id,
    )!;
  const acknowledge = (form: Record<string, string> = {}) =>
    ana.post(`${page}/acknowledge`, { alert: alert.id, seen: alert.raisedAt, note: '', ...form });

  it('say the part, the numbers and what may help, and nothing of parts that are not low', async () => {
    const { html } = await ana.get(page);
    expect(html).to.include('Bond: 3.5, below 5').and.to.include('Sunday 15 November');
    expect(html).to.include('easier to be open here').and.to.not.include('want the same thing');
    expect(html.indexOf('alert-alliance')).to.be.lessThan(html.indexOf('trend-head'));
  });

  it('name the lowest part first, and the whole where no part is low', async () => {
    const piece = alert.evidence[0]!;
    if (piece.kind === 'safety') throw new Error('not this one');
    await workspace.change('c1', {
      alerts: [{ ...alert, evidence: [{ ...piece, domain: 'goals', value: 4.5 }, piece] }],
    });
    const { html } = await ana.get(page);
    expect(html.indexOf('easier to be open')).to.be.lessThan(html.indexOf('want the same thing'));
    await workspace.change('c1', { alerts: [{ ...alert, evidence: [{ ...piece, domain: 'whole' }] }] });
    expect((await ana.get(page)).html).to.include('what the client hoped for');
  });

  it("show a safety alert first, with the client's words as text, and say what the program is not", async () => {
    await workspace.change('c1', { alerts: [alert, safetyAlert('I <b>cannot</b> go on')] });
    const { html } = await ana.get(page);
    expect(html.indexOf('alert-safety')).to.be.lessThan(html.indexOf('alert-alliance'));
    expect(html).to.include('I &lt;b&gt;cannot&lt;/b&gt; go on');
    expect(html).to.include('no crisis service').and.to.include('own policy');
    expect(html).to.include('Urgent').and.to.include('20 Nov, 23:10');
  });

  it('are acknowledged with a note, which is there again afterwards, on the caseload too', async () => {
    const { html } = await ana.get(page);
    const fields = ana.hidden(html, `${page}/acknowledge`);
    const reply = await ana.post(`${page}/acknowledge`, { ...fields, note: 'Called.\r\nWe talk <Monday>.' });
    expect(reply).to.include({ status: 303, location: `${page}?done=acknowledged` });
    expect(await stored()).to.deep.include({
      status: 'acknowledged',
      history: [
        {
          status: 'acknowledged',
          by: 'ana',
          at: '2026-11-22T12:00:00.000Z',
          note: 'Called.\nWe talk <Monday>.',
        },
      ],
    });
    const after = (await ana.get(page)).html;
    expect(after)
      .to.include('Ana Ruiz acknowledged it, 22 Nov, 13:00')
      .and.to.include('We talk &lt;Monday&gt;.');
    expect((await ana.get('/workspace')).html)
      .to.include('Alert seen')
      .and.to.not.include('Low: bond');
    expect(await stored()).to.include({ status: 'acknowledged' });
  });

  it('take one step when the form is sent twice, and a second note as a second step', async () => {
    await Promise.all([acknowledge({ note: 'seen' }), acknowledge({ note: 'seen' })]);
    await acknowledge({ note: 'seen' });
    await acknowledge();
    expect((await stored()).history).to.have.length(1);
    await acknowledge({ note: 'spoke about it' });
    expect((await stored()).history.map(({ note }) => note)).to.deep.equal(['seen', 'spoke about it']);
  });

  const discuss = (form: [string, string][]) =>
    ana.post(`${page}/discuss`, [['alert', alert.id], ['seen', alert.raisedAt], ...form]);
  const close = (form: Record<string, string> = {}) =>
    ana.post(`${page}/close`, { alert: alert.id, seen: alert.raisedAt, note: '', ...form });

  it('offer the one step that comes next, and the others below it', async () => {
    const primary = async () =>
      [...(await ana.get(page)).html.matchAll(/<button class="primary" type="submit">([^<]+)</g)].map(
        ([, text]) => text?.trim(),
      );
    expect(await primary())
      .to.include('Acknowledge')
      .and.to.not.include('Close the alert');
    await acknowledge();
    expect(await primary())
      .to.include('Save what was discussed')
      .and.to.not.include('Acknowledge');
    await discuss([['done', 'owned-my-part']]);
    expect(await primary())
      .to.include('Close the alert')
      .and.to.not.include('Save what was discussed');
  });

  it('keep what was found and done, which is chosen still when it is changed', async () => {
    const reply = await discuss([
      ['found', 'felt-unheard'],
      ['found', 'task-did-not-fit'],
      ['done', 'changed-the-task'],
      ['note', 'Smaller steps.'],
    ]);
    expect(reply).to.include({ status: 303, location: `${page}?done=discussed` });
    expect((await stored()).history[0]).to.deep.include({
      found: ['task-did-not-fit', 'felt-unheard'],
      done: ['changed-the-task'],
      note: 'Smaller steps.',
    });
    const { html } = await ana.get(page);
    expect(html).to.include('Found: The task did not fit · They felt unheard');
    expect(html)
      .to.match(/value="felt-unheard"\s+checked/)
      .and.to.not.match(/value="held-back"\s+checked/);
    expect(html).to.match(/<textarea[^>]*>Smaller steps\.</);
  });

  it('refuse an empty discussion, keep what was ticked when a text is too long, and take no code of ours', async () => {
    const empty = await discuss([]);
    expect(empty.status).to.equal(422);
    const long = await discuss([
      ['found', 'held-back'],
      ['note', 'n'.repeat(2001)],
    ]);
    expect(long.status).to.equal(422);
    expect(long.html).to.match(/value="held-back"\s+checked/);
    expect((await discuss([['found', 'nothing-we-know']])).status).to.equal(400);
    expect((await stored()).history).to.deep.equal([]);
  });

  it('go to the past alerts when they are closed, once, and come back within a week', async () => {
    await acknowledge({ note: 'seen' });
    const replies = await Promise.all([close({ note: 'repaired' }), close({ note: 'repaired' })]);
    for (const reply of replies) expect(reply).to.include({ status: 303, location: `${page}?done=closed` });
    const { html } = await ana.get(page);
    expect(html).to.include('Past alerts').and.to.include('Ana Ruiz closed it').and.to.include('repaired');
    expect(html).to.not.include('alert-alliance');
    const kept = (await workspace.store.alerts.get('c1', alert.id))!.document;
    expect(kept.history.map(({ status }) => status)).to.deep.equal(['acknowledged', 'closed']);
    const fields = ana.hidden(html, `${page}/reopen`);
    for (let times = 0; times < 2; times += 1)
      expect((await ana.post(`${page}/reopen`, fields)).location).to.equal(`${page}?done=reopened`);
    expect((await ana.get(page)).html)
      .to.include('Ana Ruiz opened it again')
      .and.to.not.include('Past alerts');
    expect(await stored()).to.include({ status: 'acknowledged' });
  });

  it('that were closed more than a week ago, or beside a new one, are not opened again', async () => {
    await close();
    workspace.clock.now += 8 * 86_400_000;
    ana = await workspace.signedIn('ana');
    expect((await ana.get(page)).html).to.not.include(`${page}/reopen`);
    const late = await ana.post(`${page}/reopen`, { alert: alert.id });
    expect(late.status).to.equal(409);
    expect(late.html).to.include('more than 7 days ago');
    expect((await ana.post(`${page}/reopen`, { alert: 'another' })).status).to.equal(409);
  });

  it('about safety are closed only after they were acknowledged', async () => {
    const safety = safetyAlert('I cannot go on');
    await workspace.change('c1', { alerts: [safety] });
    expect((await ana.get(page)).html).to.include('can be closed once it is acknowledged');
    const given = { alert: safety.id, seen: safety.raisedAt };
    const refused = await close(given);
    expect(refused.status).to.equal(409);
    expect(refused.html).to.include('not closed unread');
    await acknowledge(given);
    expect((await close(given)).status).to.equal(303);
  });

  it('tell what the program did itself: it reminded, told the supervisor, and closed an alert', async () => {
    const at = '2026-11-20T10:00:00.000Z';
    const system = { by: 'system', at, note: '' } as const;
    await workspace.change('c1', {
      alerts: [
        {
          ...alert,
          history: [
            { status: 'reminded', ...system },
            { status: 'escalated', ...system },
          ],
        },
      ],
    });
    expect((await ana.get(page)).html)
      .to.include('A reminder went out, 20 Nov, 11:00')
      .and.to.include('Passed on to the next person');
    await workspace.change('c1', {
      alerts: [{ ...alert, status: 'closed', history: [{ status: 'closed', ...system }] }],
    });
    expect((await ana.get(page)).html).to.include('Closed by itself, 20 Nov, 11:00');
  });

  for (const [language, direction, words] of [
    ['de', 'ltr', 'Bindung: 3,5, unter 5'],
    ['fr', 'ltr', 'Lien : 3,5, en dessous de 5'],
    ['pt-BR', 'ltr', 'Vínculo: 3,5, abaixo de 5'],
    ['ar', 'rtl', 'الرابطة'],
    ['zh-Hans', 'ltr', '关系：3.5，低于 5'],
  ] as const) {
    it(`are written in the therapist's language: ${language}`, async () => {
      const { document, etag } = (await workspace.store.therapists.get('clinic', 'ana'))!;
      await workspace.store.therapists.put('clinic', { ...document, language }, etag);
      const { html } = await ana.get(page);
      expect(html).to.include(`<div lang="${language}" dir="${direction}">`).and.to.include(words);
    });
  }

  it("show the clinic's own suggestions where it has any", async () => {
    const ours = { kind: 'floor', domain: 'bond' } as const;
    const [first] = ourSuggestions('en', ours);
    expect((await ana.get(page)).html).to.include(first);
    await changeClinicSuggestions(workspace.store, 'en', {
      place: 'floor.bond',
      lines: ['Ask about <us>.'],
      was: undefined,
    });
    expect((await ana.get(page)).html)
      .to.include('Ask about &lt;us&gt;.')
      .and.to.not.include(first);
  });

  it('that grew since the page was opened are not acknowledged unseen; the note is kept', async () => {
    const piece = { ...alert.evidence[0]!, at: '2026-11-22T11:00:00.000Z' } as Alert['evidence'][number];
    await workspace.change('c1', { alerts: [{ ...alert, evidence: [...alert.evidence, piece] }] });
    const reply = await acknowledge({ note: 'written before' });
    expect(reply.status).to.equal(409);
    expect(reply.html).to.include('It changed since').and.to.include('written before');
    expect(await stored()).to.include({ status: 'open' });
    const fields = ana.hidden(reply.html, `${page}/acknowledge`);
    await ana.post(`${page}/acknowledge`, { ...fields, note: 'written before' });
    expect(await stored()).to.include({ status: 'acknowledged' });
  });

  it('refuse a note of more than 2,000 characters and keep it; take one of 2,000', async () => {
    const long = 'n'.repeat(5000);
    const reply = await acknowledge({ note: long });
    expect(reply.status).to.equal(422);
    expect(reply.html).to.include('up to 2000 characters').and.to.include(long);
    expect((await stored()).history).to.deep.equal([]);
    expect((await acknowledge({ note: 'n'.repeat(2000) })).status).to.equal(303);
  });

  it('that are gone say so and show the note that was typed', async () => {
    await workspace.change('c1', { alerts: [] });
    const reply = await acknowledge({ note: 'my note' });
    expect(reply.status).to.equal(409);
    expect(reply.html).to.include('no longer there').and.to.include('my note');
    expect((await acknowledge({ alert: 'x'.repeat(500) })).status).to.equal(400);
  });

  it('name a colleague who acted', async () => {
    const acted = { status: 'acknowledged', at: alert.raisedAt, note: '' } as const;
    const history = [
      { ...acted, by: therapistId('ben') },
      { ...acted, by: therapistId('gone') },
    ];
    await workspace.change('c1', { alerts: [{ ...alert, status: 'acknowledged', history }] });
    expect((await ana.get(page)).html)
      .to.include('Ben Okafor acknowledged it')
      .and.to.include('Somebody else added a note');
  });

  it('that were closed stay readable', async () => {
    const closed = {
      ...alert,
      status: 'closed' as const,
      history: [
        { status: 'closed' as const, by: 'ana' as never, at: '2026-11-20T10:00:00.000Z', note: 'repaired' },
      ],
    };
    await workspace.store.alerts.put('c1', closed, 'absent');
    await workspace.change('c1', { alerts: [] });
    const { html } = await ana.get(page);
    expect(html).to.include('Past alerts').and.to.include('Ana Ruiz closed it').and.to.include('repaired');
    expect(html).to.not.include('alert-alliance');
  });

  it('show what a drop and a slide mean in numbers, with all that is known of them', async () => {
    const base = { checkIn: checkInId('2026-11-15'), at: alert.raisedAt, value: 5, reference: 8 };
    const known = {
      over: 2,
      usual: { low: 7, high: 9 },
      since: '2026-11-02T13:00:00.000Z',
      severity: 'severe',
    } as const;
    await workspace.change('c1', {
      alerts: [
        {
          ...alert,
          evidence: [
            { kind: 'drop', domain: 'bond', ...base, ...known },
            { kind: 'slide', domain: 'tasks', ...base },
          ],
        },
      ],
    });
    const { html } = await ana.get(page);
    expect(html).to.include(
      'Bond: fell from about 8 to 5 over 2 check-ins; their usual range is 7–9. It began about 2 Nov.',
    );
    expect(html).to.include('Severe');
    expect(html).to.include('Homework and tasks: slid from about 8 to 5 over some weeks');
    expect(html).to.include('a moment that hurt').and.to.include('beside the point');
  });
});
