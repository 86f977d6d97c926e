import { expect } from 'chai';
import { tellTherapists } from '../../../src/alerts/tell-therapists.ts';
import { ChannelAdapter } from '../../../src/bots/adapter.ts';
import { createTeamsAlertNotifier } from '../../../src/bots/therapist/teams-alert-notifier.ts';
import type { ResponseTimes } from '../../../src/domain/escalate-alert.ts';
import { usualHours } from '../../helpers/usual-hours.ts';
import { workspaceLinks } from '../../../src/alerts/workspace-links.ts';
import { clientId } from '../../../src/domain/ids.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import { untieTeams } from '../../../src/state/untie-teams.ts';
import { createLog } from '../../../src/log.ts';
import { allianceAlert, safetyAlert } from '../../web/workspace/open-workspace.ts';
import { openTeamsClinic, userOf, wordsOf, type Card, type Sent, type TeamsClinic } from './teams-clinic.ts';

const raised = (alert: Alert): Alert => ({
  ...alert,
  client: clientId('c1'),
  raisedAt: '2026-11-23T11:59:00.000Z',
});
const low = raised(allianceAlert());
const concern = raised(safetyAlert('Words of the client', 'concern'));
const urgent = raised(safetyAlert('Words of the client'));
const times: ResponseTimes = {
  hours: { ...usualHours, timeZone: 'Europe/Madrid', holidays: [] },
  workingDays: 2,
  safetyMinutes: 60,
};
const more = (words: string, tier: 'urgent' | 'concern', at: string) =>
  ({ kind: 'safety', category: 'suicide', tier, at, words }) as const;

describe('a note to a therapist in Teams that an alert was raised', () => {
  let clinic: TeamsClinic;
  beforeEach(async () => {
    clinic = await openTeamsClinic();
    await clinic.say(1, await clinic.code());
    clinic.sent.length = 0;
  });
  afterEach(() => clinic.close());

  const store = () => clinic.app.store;
  const now = () => new Date(clinic.clock.now).toISOString();
  /** What the app does every half minute. */
  const round = async (): Promise<readonly Sent[]> => {
    const before = clinic.sent.length;
    const notifier = createTeamsAlertNotifier({
      store: store(),
      sender: { adapter: new ChannelAdapter({ connectors: {} }), appId: '' },
      now,
    });
    const log = createLog({
      level: 'debug',
      destination: { write: (line) => void clinic.logged.push(line) },
    });
    await tellTherapists({
      store: store(),
      auditor: clinic.app.auditor,
      channels: [notifier],
      links: workspaceLinks(() => clinic.app.url),
      times,
      worker: 'worker',
      random: () => 0,
      now,
      log,
    });
    return clinic.sent.slice(before);
  };
  const cardOf = (sent: Sent | undefined): Card => sent!.activity.attachments![0]!.content;
  const buttons = (card: Card) => (card.actions ?? []).map(({ title }) => title);
  const tap = (card: Card, digit = 1, extra: Readonly<Record<string, unknown>> = {}) =>
    clinic.write(digit, {
      value: card.actions!.find(({ type }) => type === 'Action.Submit')!.data,
      replyToId: 'sent-1',
      ...extra,
    });
  const alertOf = async (id = 'c1') => (await store().clients.get(id, id))!.document.client.alerts[0]!;
  /** What is yet to be sent. */
  const waiting = async () =>
    (await store().alertNotices.list('notices')).documents
      .map(({ document }) => document)
      .filter(({ rounds }) => rounds?.every(({ over }) => over) !== true);
  const change = (alerts: readonly Alert[]) => clinic.raise('c1', alerts);

  it('goes to their own chat, once, with a way to open and to acknowledge', async () => {
    await clinic.enrol('c1', [low]);
    const [sent, ...others] = await round();
    expect(others).to.deep.equal([]);
    expect(sent?.path).to.equal('/v3/conversations/a%3Achat-1/activities');
    const card = cardOf(sent);
    expect(card.body.map(({ text }) => text)).to.deep.equal([
      'A client of yours may need your attention',
      'Who it is and what it is about is in the workspace, behind your sign-in.',
    ]);
    expect(buttons(card)).to.deep.equal(['Open', 'Acknowledge']);
    expect(card.actions?.[0]?.url).to.equal(`${clinic.app.url}/workspace/clients/c1`);
    expect(await round()).to.deep.equal([]);
    expect(await waiting()).to.deep.equal([]);
  });

  it('says nothing of who it is, nor of what it is about, and what is urgent only that it is', async () => {
    await clinic.enrol('c1', [urgent]);
    const [sent] = await round();
    expect(cardOf(sent).body[0]?.text).to.equal('Urgent: a client of yours may need your attention now');
    expect(sent?.activity.summary).to.equal('Urgent: a client of yours may need your attention now');
    expect(JSON.stringify(sent)).to.not.match(/Private|label|Words|suicide|safety|alliance|Your therapist/i);
    expect(clinic.logged.join('')).to.not.match(/Private|Words|suicide|c1"|29:person|clients\//);
  });

  it('is on record before it goes out, so that what a crash leaves is told by the next start', async () => {
    await clinic.enrol('c1', [low]);
    expect((await waiting()).map(({ client, alert }) => [client, alert])).to.deep.equal([['c1', low.id]]);
    clinic.answers.post = 503;
    await round();
    expect(await waiting()).to.have.length(1);
    clinic.answers.post = 201;
    expect(await round(), 'not before a minute has passed').to.deep.equal([]);
    clinic.clock.now += 61_000;
    expect(await round()).to.have.length(1);
    expect(await waiting()).to.deep.equal([]);
  });

  it('is sent by one of two who look at once', async () => {
    await clinic.enrol('c1', [low]);
    await Promise.all([round(), round()]);
    expect(clinic.sent).to.have.length(1);
  });

  it('is given up after a day, and the alert stands in the workspace', async () => {
    await clinic.enrol('c1', [low]);
    clinic.answers.post = 429;
    await round();
    clinic.clock.now += 25 * 60 * 60_000;
    expect(await round(), 'once more').to.have.length(1);
    expect(await waiting()).to.deep.equal([]);
    expect((await alertOf()).status).to.equal('open');
    const { documents } = await store().deadLetters.list('dead-letters');
    expect(documents.map(({ document: { to, why } }) => [to, why])).to.deep.equal([
      [clinic.therapist, [{ channel: 'teams', why: 'busy' }]],
    ]);
  });

  it('marks the chat as gone when Teams says so, until they write there again', async () => {
    await clinic.enrol('c1', [low]);
    clinic.answers.post = 403;
    await round();
    expect((await clinic.therapistRecord()).teams?.place.goneAt).to.be.a('string');
    expect(await waiting()).to.deep.equal([]);
    clinic.answers.post = 201;
    await change([{ ...low, status: 'acknowledged' }]);
    await change([low]);
    expect(await round(), 'nothing is sent there').to.deep.equal([]);
    await clinic.say(1, 'caseload');
    expect((await clinic.therapistRecord()).teams?.place.goneAt).to.equal(undefined);
  });

  it('is not sent for what was acknowledged meanwhile, nor to who tied no chat', async () => {
    await clinic.enrol('c1', [low]);
    await change([{ ...low, status: 'acknowledged' }]);
    await clinic.addTherapist('ben');
    await clinic.enrol('c2', [{ ...low, client: clientId('c2') }], 'ben');
    expect(await round()).to.deep.equal([]);
    expect(await waiting()).to.deep.equal([]);
  });

  it('is not sent for what a backup may have told already', async () => {
    await clinic.enrol('c1', [low]);
    const stored = (await store().clinic.get('clinic', 'clinic'))!;
    const restored = { ...stored.document, restoredAt: now() };
    await store().clinic.put('clinic', restored, stored.etag);
    expect(await round()).to.deep.equal([]);
    expect(await waiting()).to.deep.equal([]);
  });

  it('comes again when the alert is open again or urgent for the first time, not whenever it grows', async () => {
    await clinic.enrol('c1', [concern]);
    expect(await round()).to.have.length(1);
    const second = more('More', 'concern', '2026-11-23T12:10:00.000Z');
    const grown = { ...concern, evidence: [...concern.evidence, second] };
    await change([grown]);
    expect(await round()).to.have.length(0);
    const third = more('Worse', 'urgent', '2026-11-23T12:11:00.000Z');
    const worse = { ...grown, evidence: [...grown.evidence, third] };
    await change([worse]);
    expect(cardOf((await round())[0]).body[0]?.text).to.contain('Urgent');
    await change([{ ...worse, status: 'acknowledged' }]);
    const fourth = more('Again', 'concern', '2026-11-23T12:12:00.000Z');
    await change([{ ...worse, evidence: [...worse.evidence, fourth] }]);
    expect(await round()).to.have.length(1);
  });

  it('acknowledges with one tap as the workspace does, audited, and turns into that', async () => {
    await clinic.enrol('c1', [low]);
    const card = cardOf((await round())[0]);
    const [update, ...others] = await tap(card);
    expect(others).to.deep.equal([]);
    expect(update).to.include({ method: 'PUT', path: '/v3/conversations/a%3Achat-1/activities/sent-1' });
    expect(cardOf(update).body[1]?.text).to.equal('Acknowledged, 23 Nov, 13:00');
    expect(buttons(cardOf(update))).to.deep.equal([]);
    const [delivery] = (await store().deliveries.list('c1')).documents;
    expect(delivery?.document.seenAt, 'and they have seen it').to.be.a('string');
    const { status, history } = await alertOf();
    expect([status, history.map(({ by, note }) => [by, note])]).to.deep.equal([
      'acknowledged',
      [[clinic.therapist, '']],
    ]);
    const { audit } = (await store().clients.get('c1', 'c1'))!.document;
    expect(audit.unfiled.at(-1)).to.deep.include({
      actor: { role: 'therapist', id: clinic.therapist },
      action: 'update',
      record: 'alert',
      outcome: 'success',
    });
  });

  it('says the time where the reader is', async () => {
    await clinic.enrol('c1', [low]);
    const [update] = await tap(cardOf((await round())[0]), 1, {
      localTimezone: 'America/New_York',
      locale: 'es-ES',
    });
    expect(cardOf(update).body[1]?.text).to.equal('Visto, 23 nov, 07:00');
  });

  it('tapped twice acknowledges once, and a card that cannot be replaced gets a line', async () => {
    await clinic.enrol('c1', [low]);
    const card = cardOf((await round())[0]);
    await tap(card);
    const before = await alertOf();
    clinic.clock.now += 60 * 60_000;
    const [again] = await tap(card);
    expect(cardOf(again).body[1]?.text).to.contain('Acknowledged, 23 Nov, 13:00');
    clinic.answers.put = 404;
    const last = (await tap(card)).at(-1);
    expect(wordsOf(last!)).to.contain('Acknowledged, 23 Nov, 13:00');
    expect(await alertOf()).to.deep.equal(before);
  });

  it('of an alert that has grown meanwhile changes nothing and says so', async () => {
    await clinic.enrol('c1', [concern]);
    const card = cardOf((await round())[0]);
    const second = more('More', 'concern', '2026-11-23T12:10:00.000Z');
    await change([{ ...concern, evidence: [...concern.evidence, second] }]);
    const [said] = await tap(card);
    expect(wordsOf(said!)).to.contain('More has come in since').and.contain('/workspace/clients/c1');
    expect((await alertOf()).status).to.equal('open');
  });

  it('of an alert that stands no more changes nothing and says so', async () => {
    await clinic.enrol('c1', [low]);
    const card = cardOf((await round())[0]);
    await change([]);
    expect(wordsOf((await tap(card))[0]!)).to.contain('can no longer be acknowledged here');
  });

  it('tapped by another therapist, who was passed it, changes nothing and is audited as refused', async () => {
    await clinic.enrol('c1', [low]);
    const card = cardOf((await round())[0]);
    await clinic.addTherapist('ben');
    await clinic.say(2, await clinic.code('ben'));
    expect(wordsOf((await tap(card, 2))[0]!)).to.contain('can no longer be acknowledged here');
    const { client, audit } = (await store().clients.get('c1', 'c1'))!.document;
    expect(client.alerts[0]?.status).to.equal('open');
    expect(audit.unfiled.at(-1)).to.deep.include({
      actor: { role: 'therapist', id: 'ben' },
      outcome: 'refused',
    });
  });

  it('tapped by who was no therapist any more at their latest sign-in changes nothing', async () => {
    await clinic.enrol('c1', [low]);
    const card = cardOf((await round())[0]);
    const { therapist } = (await store().clients.get('c1', 'c1'))!.document.client;
    const stored = (await store().therapists.get('clinic', therapist))!;
    await store().therapists.put('clinic', { ...stored.document, roles: ['operator'] }, stored.etag);
    await tap(card);
    expect((await alertOf()).status).to.equal('open');
    const { audit } = (await store().clients.get('c1', 'c1'))!.document;
    expect(audit.unfiled.at(-1)).to.include({ record: 'alert', outcome: 'refused' });
  });

  it('tapped by a client, by a stranger, or after the chat was untied changes nothing', async () => {
    await clinic.enrol('c1', [low]);
    const card = cardOf((await round())[0]);
    const own = { id: userOf(3), client: clientId('c1'), joinedAt: now() };
    await store().channelUsers.put(userOf(3), own, 'absent');
    expect(JSON.stringify(await tap(card, 3))).to.contain('That card is from earlier');
    expect(wordsOf((await tap(card, 4))[0]!)).to.contain('not tied to an account');
    await untieTeams(
      { store: store(), auditor: clinic.app.auditor },
      { therapist: clinic.therapist, now: now() },
    );
    expect(wordsOf((await tap(card))[0]!)).to.contain('not tied to an account');
    expect((await alertOf()).status).to.equal('open');
  });

  it('altered on its way changes nothing of another alert or client', async () => {
    await clinic.enrol('c1', [low]);
    await clinic.addTherapist('ben');
    await clinic.enrol('c2', [{ ...low, client: clientId('c2') }], 'ben');
    const card = cardOf((await round())[0]);
    const { data } = card.actions![1]!;
    for (const value of [
      { ...data, client: 'c2' },
      { ...data, alert: low.id },
      { ...data, seen: 7 },
      { ...data, seen: '2026-11-01T00:00:00.000Z' },
      { ...data, client: 'x'.repeat(5000) },
      { ...data, alert: null },
    ])
      expect((await clinic.write(1, { value })).at(-1)?.method, JSON.stringify(value).slice(0, 80)).to.equal(
        'POST',
      );
    expect([(await alertOf()).status, (await alertOf('c2')).status]).to.deep.equal(['open', 'open']);
  });

  it('comes of a client’s own words in a chat, by the app itself', async () => {
    await clinic.enrol('c1', []);
    const own = { id: userOf(3), client: clientId('c1'), joinedAt: now() };
    await store().channelUsers.put(userOf(3), own, 'absent');
    await clinic.say(3, 'I want to kill myself');
    const [sent] = await round();
    expect(cardOf(sent).body[0]?.text).to.contain('Urgent');
    expect(JSON.stringify(sent)).to.not.contain('kill');
  });
});
