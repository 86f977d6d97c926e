import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openPlaygrounds, type Playgrounds } from '../../bench/playground/open-playgrounds.ts';
import { createLog } from '../../src/log.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { openTeamsChat, type TeamsChat } from '../helpers/teams-chat.ts';

const pictures = 'screenshots';

/** Microsoft's Agents Playground stands in for Teams; each step leaves a picture. */
describe('a client in Teams, in the Playground', function () {
  this.timeout(120_000);
  let folder: string;
  let playgrounds: Playgrounds;
  let browser: Browser;
  let chat: TeamsChat;
  let invite = '';

  before(async () => {
    await mkdir(pictures, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'playground-'));
    [playgrounds, browser] = await Promise.all([
      openPlaygrounds({
        folder,
        ports: { bot: 0, client: 0, therapist: 0 },
        print: (line) => {
          invite = /invite code: (\S+)/.exec(line)?.[1] ?? invite;
        },
        overrides: { log: createLog({ level: 'silent' }) },
      }),
      launchBrowser(),
    ]);
    chat = await openTeamsChat(browser, playgrounds.client.url);
  });
  after(async () => {
    await browser?.close();
    await playgrounds?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const picture = (name: string) => chat.page.screenshot({ path: `${pictures}/teams-${name}.png` });

  it('is told what to do when the app is installed', async () => {
    await chat.said('please type the invite code');
    await picture('01-installed');
  });

  it('joins with an invite code that is typed once, and by taps', async () => {
    await chat.type(invite, 'Which language would you like');
    await chat.tap('English', 'Which country are you in');
    await chat.tap('Spain', 'Do you agree?');
    await picture('02-consent');
    await chat.tap('I agree', 'Which day of the week');
    await chat.tap('Monday', 'At what time');
    await chat.tap('18:00', 'working toward the same things');
    await picture('03-first-question');
  });

  it('gets help in the middle of it, and the question again with a tap', async () => {
    await chat.tap('8', 'fit what you want');
    await chat.type('help', 'asks you a few questions once a week');
    await picture('04-help');
    await chat.tap('Go on', 'fit what you want');
  });

  it('changes nothing with a card from earlier, and is told so', async () => {
    const first = chat.taps.find(({ value }) => value['answer'] === 8)!;
    await chat.tap('9', 'How far along');
    const before = await chat.mark();
    await chat.tapAgain({ ...first, value: { ...first.value, answer: 1 } }, 'nothing was changed');
    await chat.said('How far along', before);
    await picture('05-stale-card');
  });

  it('checks in by taps to the end', async () => {
    for (const [label, next] of [
      ['7', 'make sense to you'],
      ['8', 'How useful'],
      ['8', 'How did it go'],
      ['Done', 'How hard'],
      ['3', 'How cared for'],
      ['9', 'How free'],
      ['10', 'These are your answers'],
    ] as const)
      await chat.tap(label, next);
    await chat.said(/working toward the same things\?8Change/);
    await picture('06-summary');
    await chat.tap('Send my answers', 'Your next check-in starts on');
    await picture('07-thanks');
  });

  it('is told in a group that the bot talks one to one', async () => {
    await chat.typeInGroup('help', 'I only do check-ins one to one');
  });
});
