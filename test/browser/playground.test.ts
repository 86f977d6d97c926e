import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openPlaygrounds, type Playgrounds } from '../../bench/playground/open-playgrounds.ts';
import { client as someone } from '../../bench/playground/people.ts';
import { startPlayground } from '../../bench/playground/start-playground.ts';
import { createLog } from '../../src/log.ts';
import { SetUpError } from '../../src/set-up-error.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { openTeamsChat, type TeamsChat } from '../helpers/teams-chat.ts';

const pictures = 'screenshots';

/** Microsoft's Agents Playground stands in for Teams, one for each of two people; each step leaves a picture. */
describe('a client and a therapist in Teams, in the Playground', function () {
  this.timeout(180_000);
  let folder: string;
  let playgrounds: Playgrounds;
  let browser: Browser;
  let client: TeamsChat;
  let therapist: TeamsChat;
  let workspace: Page;
  let ahead = 0;
  const links = { invite: '', workspace: '' };

  before(async () => {
    await mkdir(pictures, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'playground-'));
    [playgrounds, browser] = await Promise.all([
      openPlaygrounds({
        folder,
        ports: { bot: 0, client: 0, therapist: 0 },
        print: (line) => {
          links.invite = /invite code: (\S+)/.exec(line)?.[1] ?? links.invite;
          links.workspace = /^Therapist workspace: (\S+)/.exec(line)?.[1] ?? links.workspace;
        },
        overrides: {
          log: createLog({ level: 'silent' }),
          now: () => Date.now() + ahead,
          remindEveryMs: 200,
          tellEveryMs: 200,
        },
      }),
      launchBrowser(),
    ]);
    [client, therapist] = await Promise.all([
      openTeamsChat(browser, playgrounds.client.url),
      openTeamsChat(browser, playgrounds.therapist.url),
    ]);
  });
  after(async () => {
    await browser?.close();
    await playgrounds?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const picture = ({ page }: { page: Page }, name: string) =>
    page.screenshot({ path: `${pictures}/teams-${name}.png` });

  it('a port that is taken is named', async () => {
    const port = Number(new URL(playgrounds.client.url).port);
    const bot = playgrounds.app.url;
    const error: unknown = await startPlayground({ bot, person: someone, folder, port }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(SetUpError);
    expect((error as SetUpError).faults.join()).to.include(`Port ${port}`);
  });

  it('a client is told what to do when the app is installed', async () => {
    await client.said('please type the invite code');
    await picture(client, '01-installed');
  });

  it('a therapist ties their own chat with a code from the workspace', async () => {
    workspace = await browser.newPage();
    await workspace.goto(links.workspace);
    await workspace.goto(`${playgrounds.app.url}/workspace/teams`);
    await workspace.getByRole('button', { name: 'Get a code' }).click();
    const code = await workspace.getByLabel('Code, for you alone').inputValue();
    await therapist.type(code, 'This chat is now tied to your account');
    await picture(therapist, '02-tied');
  });

  it('a therapist who asks for the caseload gets a link and nothing of a client', async () => {
    const before = await therapist.mark();
    await therapist.type('caseload', 'Your caseload is in the workspace');
    expect((await therapist.words(before)).join()).not.to.match(/demo \d|\d+ client/i);
    await therapist.page.getByText('Open the caseload').waitFor();
    await picture(therapist, '02-caseload');
  });

  it('a client joins with an invite code that is typed once, and by taps', async () => {
    await client.type(links.invite, 'Which language would you like');
    await client.tap('English', 'Which country are you in');
    await client.tap('Spain', 'Do you agree?');
    await picture(client, '03-consent');
    await client.tap('I agree', 'Which day of the week');
    await client.tap('Monday', 'At what time');
    await client.tap('18:00', 'working toward the same things');
    await picture(client, '04-first-question');
  });

  it('a client gets help in the middle of it, and the question again with a tap', async () => {
    await client.tap('8', 'fit what you want');
    await client.type('help', 'asks you a few questions once a week');
    await picture(client, '05-help');
    await client.tap('Go on', 'fit what you want');
  });

  it('a card from earlier changes nothing and says so, and an answered one has no buttons', async () => {
    const first = client.taps.find(({ value }) => value['answer'] === 8)!;
    await client.tap('9', 'How far along');
    const before = await client.mark();
    await client.tapAgain({ ...first, value: { ...first.value, answer: 1 } }, 'nothing was changed');
    await client.said('How far along', before);
    await client.page.locator('[role=button][aria-label="9"]').nth(1).waitFor({ state: 'detached' });
    await picture(client, '06-stale-card');
  });

  it('a client checks in by taps to the end', async () => {
    for (const [label, next] of [
      ['7', 'make sense to you'],
      ['2', 'How useful'],
      ['1', 'How did it go'],
      ['Done', 'How hard'],
      ['3', 'How cared for'],
      ['1', 'How free'],
      ['2', 'These are your answers'],
    ] as const)
      await client.tap(label, next);
    await client.said(/working toward the same things\?8Change/);
    await picture(client, '07-summary');
    await client.tap('Send my answers', 'Your next check-in starts on');
    await picture(client, '08-thanks');
  });

  it('their therapist gets a card that says nothing of it, and acknowledges it', async () => {
    await therapist.said('A client of yours may need your attention');
    await picture(therapist, '09-alert');
    await therapist.tapped('Acknowledge');
    await therapist.page.getByText(/^Acknowledged, /).waitFor();
    await picture(therapist, '10-acknowledged');
    await workspace.goto(`${playgrounds.app.url}/workspace`);
    await workspace.getByRole('link', { name: 'Demo 11' }).first().click();
    await workspace
      .getByText(/Acknowledged/)
      .first()
      .waitFor();
  });

  it('words of danger bring the helplines at once, and an urgent card without them', async () => {
    const before = await therapist.mark();
    await client.type('I want to end my life', /nobody reads this chat live[^]*024/);
    await picture(client, '11-helplines');
    await therapist.said('Urgent: a client of yours may need your attention now', before);
    await picture(therapist, '12-urgent');
    expect((await therapist.words(before)).join()).not.to.match(/life|suicid|danger/i);
  });

  it('a client is reminded in the same chat when the next week comes, and goes on with a tap', async () => {
    ahead = untilNextMonday();
    await client.said('Your check-in for this week can start now');
    await picture(client, '13-reminder');
    await client.tap('Start', 'working toward the same things');
  });

  it('a client who removes the app is known not to be there, and is when they write again', async () => {
    const { store, clinic } = playgrounds.app;
    const goneAt = async () =>
      (await store.clients.get(clinic.demoClient!, clinic.demoClient!))?.document.place?.goneAt;
    expect(await goneAt()).to.equal(undefined);
    await client.removeApp();
    for (let tries = 0; tries < 400 && (await goneAt()) === undefined; tries += 1) await wait(50);
    expect(await goneAt()).to.be.a('string');
    await client.type('help', 'asks you a few questions once a week');
    expect(await goneAt()).to.equal(undefined);
  });

  it('a group is told that the bot talks one to one', async () => {
    await client.openGroup();
    await client.said('I only do check-ins one to one');
    await picture(client, '14-group');
  });
});

/** Milliseconds until just after six in the evening of the next week's first day, where this machine is. */
function untilNextMonday(): number {
  const now = new Date();
  const then = new Date(now);
  then.setDate(now.getDate() + ((8 - now.getDay()) % 7 || 7));
  then.setHours(18, 0, 5, 0);
  return then.getTime() - now.getTime();
}
