import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';

/** One person's Teams in the Playground, in a real browser: the chat with the bot, and a group in which it is. */
export interface TeamsChat {
  readonly page: Page;
  /** How many messages there are; what comes after is news. */
  mark(): Promise<number>;
  /** Resolves when the bot has said this; `since` is a mark, so that older words do not count. */
  said(words: RegExp | string, since?: number): Promise<void>;
  /** Types and sends a text, and waits for what the bot says to it. */
  type(text: string, next: RegExp | string): Promise<void>;
  /** The words of each message since a mark. */
  words(since: number): Promise<string[]>;
  /** Tells the bot that the app was removed. */
  removeApp(): Promise<void>;
  /** Opens a group in which it is. */
  openGroup(): Promise<void>;
  /** Taps what bears this label in the latest card that has it, and waits for what the bot says to it. */
  tap(label: string, next: RegExp | string): Promise<void>;
  /** Taps, and says what was handed on; it need not be answered with a message. */
  tapped(label: string): Promise<Tap>;
  /** What the Playground was asked to hand to the bot for each tap, in order. */
  readonly taps: readonly Tap[];
  /** Hands it to the bot once more, as somebody might who keeps an old card. */
  tapAgain(tap: Tap, next: RegExp | string): Promise<void>;
}

/** A tap on a card, as the Playground's page sends it. */
export interface Tap {
  readonly from: { readonly id: string };
  readonly conversation: { readonly id: string };
  readonly replyToId: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const patienceMs = 30_000;

/** Opens the Playground's page. It is let ask nobody but the Playground: its fonts stand elsewhere. */
export async function openTeamsChat(browser: Browser, url: string): Promise<TeamsChat> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  await context.route(
    ({ hostname }) => hostname !== new URL(url).hostname,
    (route) => route.abort(),
  );
  const page = await context.newPage();
  const taps: Tap[] = [];
  const submits = `${url}/_conversation/v1/submit`;
  page.on('request', (request) => {
    if (request.url() === submits) taps.push(request.postDataJSON() as Tap);
  });
  await page.goto(url);
  const box = page.locator('[contenteditable="true"]').first();
  await box.waitFor();
  // what moves all the time costs more than everything else
  await page.addStyleTag({ content: '* { animation: none !important; transition: none !important; }' });
  await page.getByRole('button').last().click();
  const headers = page.locator('[aria-label="Message header"]');
  const mark = (): Promise<number> => headers.count();
  // a header stands over each message, and its words below it
  const wordsSince = (since: number): Promise<string[]> =>
    headers.evaluateAll(
      (all, from) => all.slice(from).map((header) => header.parentElement?.parentElement?.textContent ?? ''),
      since,
    );

  const button = (label: string) =>
    page.locator(`button:text-is("${label}"), [role=button][aria-label="${label}"]`).last();

  async function said(words: RegExp | string, since = 0): Promise<void> {
    const deadline = Date.now() + patienceMs;
    let seen: string[] = [];
    do {
      seen = await wordsSince(since);
      if (seen.some((text) => (typeof words === 'string' ? text.includes(words) : words.test(text)))) return;
      await wait(100);
    } while (Date.now() < deadline);
    throw new Error(`not said in time: ${String(words)}\nbut: ${seen.join('\n')}`);
  }

  async function after(act: () => Promise<unknown>, next: RegExp | string): Promise<void> {
    const before = await mark();
    await act();
    await said(next, before);
  }

  return {
    page,
    taps,
    mark,
    said,
    words: wordsSince,
    type: (text, next) =>
      after(async () => {
        await box.fill(text);
        await box.press('Enter');
      }, next),
    async removeApp() {
      await page.getByRole('button', { name: 'Mock an Activity' }).click();
      await page.getByText('Uninstall application').click();
      await page.getByRole('button', { name: 'Send activity' }).click();
    },
    openGroup: () => page.getByText('A group', { exact: true }).first().click(),
    tap: (label, next) => after(() => button(label).click(), next),
    async tapped(label) {
      const [request] = await Promise.all([page.waitForRequest(submits), button(label).click()]);
      return request.postDataJSON() as Tap;
    },
    tapAgain: (tap, next) => after(() => page.request.post(submits, { data: tap }), next),
  };
}
