import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/** Switches of the packaged browser that hide what browser tests look for. */
const hiding = ['--disable-web-security', '--single-process', '--allow-running-insecure-content'];

/** A real Chromium that speaks to nobody but the page's server. Close it after use. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !hiding.includes(arg)), '--disable-background-networking'],
    headless: true,
  });
}

export { openBrowser as launchBrowser };
