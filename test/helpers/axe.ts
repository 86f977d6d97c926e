import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Found {
  readonly violations: readonly {
    id: string;
    impact?: string;
    nodes: readonly { target: unknown; failureSummary?: string }[];
  }[];
}

/** Serious and critical violations that axe-core finds on the page as it stands, with where and why. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await source);
  const found = (await page.evaluate('axe.run()')) as Found;
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`),
    );
}
