import { mkdir } from 'node:fs/promises';
import { expect } from 'chai';
import type { Page } from 'playwright-core';

const pictures = 'screenshots';
const sizes = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
} as const;

/** The chat page as its client sees it, whatever the language. */
export interface WebChat {
  readonly page: Page;
  /** Waits until the latest words of the program hold these, and its card can be tapped. */
  said(text: string | RegExp): Promise<void>;
  /** Taps what bears this label in the latest card, and waits for the next words. */
  tap(label: string, next: string | RegExp): Promise<void>;
  type(text: string, next: string | RegExp): Promise<void>;
  /** Pictures on a phone and on a wide screen; nothing on them may be cut off or stand outside the page. */
  picture(name: string): Promise<void>;
}

export function webChat(page: Page): WebChat {
  const chat: WebChat = {
    page,
    async said(text) {
      const words = page.locator('.webchat__text-content').filter({ hasText: text });
      await words.last().waitFor({ timeout: 8_000 });
    },
    async tap(label, next) {
      await page.getByRole('button', { name: label, exact: true }).last().click();
      await chat.said(next);
    },
    async type(text, next) {
      const box = page.locator('[data-id="webchat-sendbox-input"]');
      await box.fill(text);
      await box.press('Enter');
      await chat.said(next);
    },
    async picture(name) {
      await mkdir(pictures, { recursive: true });
      const before = page.viewportSize() ?? sizes.phone;
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        await page.waitForTimeout(60);
        await page.screenshot({ path: `${pictures}/${name}-${size}.png` });
        expect(await page.evaluate(cutOff), `${name} ${size}`).to.deep.equal([]);
      }
      await page.setViewportSize(before);
    },
  };
  return chat;
}

/** The words on the screen that their own box hides a part of, or that stand outside the page. */
const cutOff = `(() => {
  const found = [];
  for (const at of document.querySelectorAll('header *, #line, .webchat__text-content, .ac-textBlock, .ac-adaptiveCard label')) {
    const { left, right, width } = at.getBoundingClientRect();
    if (width === 0) continue;
    const hidden = getComputedStyle(at).overflowX !== 'visible' && at.scrollWidth > at.clientWidth + 1;
    if (hidden || left < -1 || right > innerWidth + 1) found.push(at.textContent);
  }
  return found;
})()`;
