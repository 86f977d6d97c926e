const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * The origin under which people reach us. The public URL when there is one; without it the Host header is
 * believed for this machine only, so that a foreign name resolving here reaches nothing.
 */
export function ownOrigin(host: string | undefined, baseUrl: string | undefined): string | undefined {
  const local = host !== undefined && loopback.test(host);
  if (baseUrl === undefined) return local ? `http://${host.toLowerCase()}` : undefined;
  const own = new URL(baseUrl);
  return local || host?.toLowerCase() === own.host ? own.origin : undefined;
}
