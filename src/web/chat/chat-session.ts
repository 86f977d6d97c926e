import { keepSession } from '../../state/keep-session.ts';
import { createSession } from '../../state/sign-in.ts';
import type { Store } from '../../state/store.ts';
import type { Holder } from '../direct-line/token.ts';
import type { HttpRequest } from '../http/routes.ts';

const day = 86_400_000;
/** A check-in is weekly and may be paused: a device is forgotten after half a year without a visit, or after 13 months. */
const lifetime = { idleMs: 180 * day, absoluteMs: 395 * day } as const;

const channel = 'directline:';
/** The channel user a web chat user is, as the bot's turn sees them. */
export const channelUser = (userId: string): string => `${channel}${userId}`;

/** What lets a device back in without an invite: a cookie that no script reads and no other site's page sends. */
export interface ChatSessions {
  /** Whose device this is, if its cookie is still good. */
  read(request: HttpRequest): Promise<Holder | undefined>;
  /** A `Set-Cookie` value for a device that came in by an invite. */
  begin(request: HttpRequest, userId: string): Promise<string>;
  /** The same cookie for as long again; nothing when the request has none. */
  renew(request: HttpRequest): string | undefined;
}

export function chatSessions({ store, now }: { store: Store; now: () => string }): ChatSessions {
  const cookieOf = ({ origin, cookies }: HttpRequest) => {
    const secure = origin.startsWith('https:');
    const name = secure ? '__Host-chat' : 'chat';
    const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifetime.idleMs / 1000}${secure ? '; Secure' : ''}`;
    return { held: cookies.get(name), write: (secret: string) => `${name}=${secret}; ${attributes}` };
  };
  return {
    async read(request) {
      const { held } = cookieOf(request);
      if (!held) return undefined;
      const user = await keepSession(store, { kind: 'webchat', secret: held, now: now(), lifetime });
      if (!user?.startsWith(channel)) return undefined;
      const known = await store.channelUsers.get(user, user);
      const client = known?.document.client;
      return client === undefined ? undefined : { userId: user.slice(channel.length), client };
    },
    async begin(request, userId) {
      const secret = await createSession(store, {
        kind: 'webchat',
        subject: channelUser(userId),
        now: now(),
        lifetimeMs: lifetime.idleMs,
      });
      return cookieOf(request).write(secret);
    },
    renew(request) {
      const { held, write } = cookieOf(request);
      return held && write(held);
    },
  };
}
