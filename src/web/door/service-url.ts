/** No user, query, fragment, backslash or white space: what two readers could read in two ways is not read. */
const plain = /^https:\/\/[^\s\\@?#]+$/i;

/**
 * An https URL in one spelling (host in lower case and ASCII, no default port, no slash at the end); `undefined` for
 * anything else.
 */
export function normaliseServiceUrl(
  text: string,
): { readonly href: string; readonly host: string } | undefined {
  if (text.length > 2000 || !plain.test(text)) return undefined;
  const url = URL.parse(text);
  return url === null ? undefined : { href: url.href.replace(/\/+$/, ''), host: url.host };
}

/** `allowed` holds hosts, and for every host below a domain `*.domain`. A port other than 443 is part of the host. */
export const isAllowedHost = (host: string, allowed: readonly string[]): boolean =>
  allowed.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one));
