import type { IncomingHttpHeaders } from 'node:http';

/**
 * True unless a browser says that a page of another origin sent this. `Sec-Fetch-Site` decides where it is
 * sent: under `Referrer-Policy: no-referrer` the `Origin` of our own forms is `null`. A caller without either
 * is no browser and has nobody's cookies to abuse.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, own: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || headers.origin === own;
}
