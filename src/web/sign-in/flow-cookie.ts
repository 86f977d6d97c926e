import { flowLifetimeMs } from '../../state/sign-in-flow.ts';
import { hostCookie, type HostCookie } from '../http/host-cookie.ts';

/** The cookie that ties a sign-in under way to the browser that began it. */
export const flowCookie = ({ origin }: { readonly origin: string }): HostCookie =>
  hostCookie('workspace-sign-in', { origin, seconds: flowLifetimeMs / 1000 });
