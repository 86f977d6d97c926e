import { expect } from 'chai';
import { noSignal } from '../../../src/domain/signal.ts';
import { alertTexts } from '../../../src/i18n/alert-texts.ts';
import { createTexts } from '../../../src/i18n/index.ts';
import { checkInWith, sixRatings } from '../../helpers/built-in.ts';
import { allianceAlert, due, openWorkspace, weeks, type Browser, type Workspace } from './open-workspace.ts';

const page = '/workspace/clients/c1';
const hostile = '</blockquote><script>alert(1)</script><svg onload=alert(1)>"\'&';

describe("a client's page", () => {
  let workspace: Workspace;
  let ana: Browser;
  beforeEach(async () => {
    workspace = await openWorkspace();
    ana = await workspace.signedIn('ana');
  });
  afterEach(() => workspace.close());

  const section = (html: string, head: string): string =>
    new RegExp(`aria-labelledby="${head}"[^>]*>([\\s\\S]*?)</section>`).exec(html)?.[1] ?? '';
  const words = (html: string): string =>
    html
      .replaceAll(/<svg[\s\S]*?<\/svg>/g, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();

  it('of one who was just invited begins with the link, and says what is still to come', async () => {
    await workspace.enrol('c1');
    const { html } = await ana.get(page);
    expect(html.indexOf('id="link"')).to.be.lessThan(html.indexOf('trend-head'));
    expect(html).to.include('Invited').and.to.include('The first finished check-in will appear here');
    expect(html).to.include('No goal agreed yet').and.to.include('No homework set');
    expect(html).to.not.include('homework-trend-head');
  });

  it('shows where the parts stand, the change, and every week in a table, missed ones as missed', async () => {
    await workspace.enrol('c1', { status: 'joined', due, recent: weeks([8, null, [6, 7, 7, 8, 3, 4]]) });
    const { html } = await ana.get(page);
    const trend = section(html, 'trend-head');
    expect(words(trend)).to.include('Bond 3.5 of 10 down 4.5 from the time before');
    expect(words(trend)).to.include('1 Nov 8 8 8 8 Complete');
    expect(words(trend)).to.include('8 Nov – – – – Missed');
    expect(words(trend)).to.include('15 Nov 5.8 6.5 7.5 3.5 Complete');
    expect(trend).to.include('role="img"').and.to.include('<desc');
    expect(words(trend)).to.include('not a diagnosis').and.to.include('unvalidated');
  });

  it('says that the client has withdrawn, and asked for deletion, and when', async () => {
    await workspace.enrol('c1', {
      status: 'withdrawn',
      due,
      recent: weeks([8]),
      erasureAskedAt: '2026-11-20T10:00:00.000Z',
    });
    const { html } = await ana.get(page);
    expect(words(html)).to.include('has withdrawn their consent');
    expect(words(html)).to.include('On 20 Nov this client asked in the chat that their data be deleted');
    expect(words((await ana.get('/workspace')).html)).to.include('Asks that their data be deleted');
  });

  it('leaves a gap for a week of which there is no record at all', async () => {
    const [first, , third] = weeks([8, 7, 6]);
    await workspace.enrol('c1', { status: 'joined', due, recent: [first!, third!] });
    const { html } = await ana.get(page);
    expect(words(section(html, 'trend-head'))).to.include('8 Nov – – – – Missed');
  });

  it('says neither 0 nor low where a score is missing', async () => {
    const [week] = weeks([8]);
    const { answers } = week!;
    const { 'bond-care': _care, 'bond-open': _open, ...rest } = answers;
    await workspace.enrol('c1', {
      status: 'joined',
      recent: [checkInWith(rest, { id: week!.id, completedAt: week!.begunAt })],
    });
    const trend = words(section((await ana.get(page)).html, 'trend-head'));
    expect(trend)
      .to.include('Bond No score yet')
      .and.to.include('Alliance No score yet')
      .and.to.include('Goals 8');
  });

  it('shows the latest answers in the words of the questionnaire', async () => {
    await workspace.enrol('c1', { status: 'joined', due, recent: weeks([8]) });
    const answers = words(section((await ana.get(page)).html, 'answers-head'));
    expect(answers).to.include('Check-in of Sunday 15 November');
    expect(answers).to.include('Are you and your therapist working toward the same things? 8 of 10');
    expect(answers).to.include('How did it go with “Walk ten minutes” this week? Partly');
    expect(answers).to.include('What got in the way? No time and Forgot');
    expect(answers).to.include('“Sleep through the night”? 4 of 10');
  });

  it('shows answers that were given before the questionnaire changed in the words they were given to', async () => {
    const [week] = weeks([8]);
    const instrument = { id: 'alliance-weekly', version: '1.0.0' };
    const { 'goals-fit': fit, ...answers } = week!.answers;
    const kept = { instrument, fingerprints: {}, answers: { 'goals-fit': fit! } };
    const former = [kept, { ...kept, instrument: { ...instrument, version: '0.9.0' } }];
    await workspace.enrol('c1', { status: 'joined', due, recent: [{ ...week!, answers, former }] });
    const shown = words(section((await ana.get(page)).html, 'answers-head'));
    const [latest = '', before = '', gone = ''] = shown.split('before the questionnaire changed');
    const question = 'How well do the goals of your therapy fit what you want for your life?';
    expect(latest).to.include(`${question} Not answered`);
    expect(before).to.include(`${question} 8 of 10`).and.to.not.include('same things');
    expect(gone).to.include('no longer on file');
  });

  it('keeps what the client is still answering to them until they finish', async () => {
    const [done, running] = weeks([8, 2]);
    await workspace.enrol('c1', {
      status: 'joined',
      due,
      recent: [done!],
      checkIn: { ...running!, status: 'open', comment: 'half a thought', completedAt: undefined },
    });
    const { html } = await ana.get(page);
    expect(html).to.include('A check-in is under way');
    expect(html).to.not.include('half a thought');
    expect(words(section(html, 'trend-head'))).to.include('Bond 8 of 10');
    expect(words(section(html, 'answers-head'))).to.not.include('2 of 10');
  });

  it('keeps the scores of a check-in whose questionnaire is gone', async () => {
    const [week] = weeks([8]);
    await workspace.enrol('c1', {
      status: 'joined',
      recent: [{ ...week!, instrument: { id: 'elsewhere', version: '9' } }],
    });
    const { html, status } = await ana.get(page);
    expect(status).to.equal(200);
    expect(words(section(html, 'trend-head'))).to.include('Bond 8 of 10');
    expect(html).to.include('no longer on file');
  });

  it('shows homework week by week, and counts what got in the way', async () => {
    await workspace.enrol('c1', { status: 'joined', due, recent: weeks([8, null, 7]) });
    const homework = words(section((await ana.get(page)).html, 'homework-trend-head'));
    expect(homework).to.include('15 Nov Walk ten minutes: Partly 7');
    expect(homework).to.include('8 Nov – –');
    expect(homework).to.include('Forgot 2 times').and.to.include('No time 2 times');
  });

  it('shows how far each goal has come, by the wording it has now', async () => {
    const goals = [{ id: 'g1', title: 'Sleep better', agreedAt: '2026-10-01T00:00:00.000Z' }];
    await workspace.enrol('c1', { status: 'joined', due, goals, recent: weeks([8, 7]) });
    const progress = words(section((await ana.get(page)).html, 'progress-head'));
    expect(progress).to.include('Sleep better 4 of 10').and.to.include('from 4 on 8 Nov');
    expect(progress).to.not.include('Sleep through the night');
  });

  it('shows comments newest first with their day, and the wish to talk', async () => {
    const told = weeks([8, 7, 7, 7, 7, 7]).map((week, place) => ({
      ...week,
      comment: `comment ${place}`,
      wantsToTalk: place === 5,
    }));
    await workspace.enrol('c1', { status: 'joined', due, recent: told });
    const { html } = await ana.get(page);
    const comments = words(section(html, 'comments-head'));
    expect(comments.match(/comment \d/g)).to.deep.equal(
      [5, 4, 3, 2, 1, 0].map((place) => `comment ${place}`),
    );
    expect(comments).to.include('15 Nov Asks to talk in the session comment 5');
    expect(comments).to.include('2 older entries');
  });

  it('calls the same answers each time uninformative, not good', async () => {
    const told = weeks([7, 7, 7]);
    const now = { ...noSignal, runs: { missed: 0, straight: 3, homework: 0 } };
    const signal = { checkIn: told[2]!.id, instrument: 'alliance-weekly', before: noSignal, now };
    await workspace.enrol('c1', { status: 'joined', due, recent: told, signal });
    expect((await ana.get(page)).html)
      .to.include('uninformative')
      .and.to.include('They say little');
    await workspace.enrol('c2', { status: 'joined', due, recent: told });
    expect((await ana.get('/workspace/clients/c2')).html).to.not.include('uninformative');
  });

  it('shows what a client wrote as text, wherever it stands', async () => {
    const [week] = weeks([3]);
    await workspace.enrol('c1', {
      label: hostile,
      status: 'joined',
      due,
      goals: [{ id: 'g1', title: hostile, agreedAt: week!.begunAt }],
      homework: [{ id: 'h1', title: hostile, setAt: week!.begunAt }],
      recent: [
        {
          ...week!,
          comment: hostile,
          context: { homework: [{ id: 'h1', title: hostile }], goal: [{ id: 'g1', title: hostile }] },
        },
      ],
      alerts: [
        allianceAlert({
          history: [{ status: 'acknowledged', by: 'x' as never, at: week!.begunAt, note: hostile }],
        }),
      ],
    });
    const { html } = await ana.get(page);
    expect(html).to.not.match(/<script|onload=alert\(1\)>/);
    expect(html.split('&lt;script&gt;alert(1)&lt;/script&gt;').length).to.be.greaterThan(8);
  });

  it('holds 5,000 characters of comment', async () => {
    const [week] = weeks([8]);
    await workspace.enrol('c1', { status: 'joined', recent: [{ ...week!, comment: 'ä'.repeat(5000) }] });
    expect((await ana.get(page)).html).to.include('ä'.repeat(5000));
  });

  it('shows at most a year of a long history', async () => {
    await workspace.enrol('c1', { status: 'joined', due });
    for (const week of weeks(Array.from({ length: 80 }, () => 8))) {
      await workspace.store.checkIns.put('c1', week, 'absent');
    }
    const { html } = await ana.get(page);
    expect(section(html, 'trend-head').match(/<th scope="row">/g)).to.have.length(52);
  });

  it('gives the year where it is not this one', async () => {
    const [week] = weeks([8]);
    const old = { ...week!, completedAt: '2024-02-04T12:00:00.000Z', answers: sixRatings(8) };
    await workspace.enrol('c1', { status: 'joined', recent: [old] });
    expect(words(section((await ana.get(page)).html, 'answers-head'))).to.include('Sunday, 4 February 2024');
  });

  it('answers an unknown client, however spelt, with a plain page', async () => {
    for (const id of ['nobody', '%3Cscript%3E', '..%2F..', 'x'.repeat(300)]) {
      const { status, html } = await ana.get(`/workspace/clients/${id}`);
      expect(status, id).to.equal(404);
      expect(html).to.not.include('<script');
    }
  });

  it('says everything in Spanish too', async () => {
    await ana.post('/workspace/language', { language: 'es' });
    await workspace.enrol('c1', { status: 'joined', due, recent: weeks([8, 3]), alerts: [allianceAlert()] });
    const { html } = await ana.get(page);
    const t = createTexts()('es');
    for (const text of [
      t('workspace.trend.heading'),
      alertTexts('es')('title.alliance'),
      'Vínculo: 3,5, por debajo de 5',
    ]) {
      expect(html).to.include(text);
    }
    expect(html).to.include('¿Tu terapeuta y tú trabajan para lograr lo mismo?');
    expect(html).to.not.match(/workspace\.(?!css)/);
  });
});
