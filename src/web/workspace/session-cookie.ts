import { hostCookie, type HostCookie } from '../http/host-cookie.ts';

/** The cookie that holds a signed-in person's session. */
export const sessionCookie = ({ origin }: { readonly origin: string }): HostCookie =>
  hostCookie('workspace', { origin });
