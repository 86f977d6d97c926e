import { z } from 'zod';
import type { Log } from '../../log.ts';

export type AzureToken =
  | {
      readonly ok: true;
      readonly token: string;
      readonly conversationId: string;
      /** Seconds. */
      readonly expiresIn: number;
    }
  /** `refused`: the secret is not (or no longer) good; `unavailable`: asking again later may help. */
  | { readonly ok: false; readonly reason: 'refused' | 'unavailable' };

/** Direct Line as Azure serves it, for a web chat on several instances. */
export interface AzureDirectLine {
  /** Origin under which browsers reach the service, such as `https://directline.botframework.com`. */
  readonly origin: string;
  /**
   * A token for one new conversation that speaks for this user alone (an id that begins with `dl_`), from pages of
   * this origin. Never rejects.
   */
  issueToken(this: void, given: { userId: string; trustedOrigin: string }): Promise<AzureToken>;
}

/** What the service answers; some kilobytes at most. */
const issued = z.object({
  token: z.string().min(1).max(16_384),
  conversationId: z.string().min(1).max(500),
  expires_in: z
    .number()
    .int()
    .positive()
    .max(7 * 86_400),
});
/** Characters. */
const largest = 64 * 1024;

/** The secret goes to `origin` in a header, and nowhere else: not into an address, the log, or what is returned. */
export function createAzureDirectLine(options: {
  readonly secret: string;
  readonly origin: string;
  readonly log: Log;
  /** Milliseconds to wait for an answer; 5,000 if not given. */
  readonly patienceMs?: number;
}): AzureDirectLine {
  const { secret, origin, log, patienceMs = 5000 } = options;
  return {
    origin,
    async issueToken({ userId, trustedOrigin }) {
      try {
        const response = await fetch(`${origin}/v3/directline/tokens/generate`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${secret}`,
            'content-type': 'application/json',
            accept: 'application/json',
          },
          body: JSON.stringify({ user: { id: userId }, trustedOrigins: [trustedOrigin] }),
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMs),
        });
        const { status } = response;
        if (!response.ok) {
          await response.body?.cancel();
          const refused = status === 401 || status === 403;
          if (refused) log.error('azure-direct-line-refused', { status });
          else log.warn('azure-direct-line-unavailable', { status });
          return { ok: false, reason: refused ? 'refused' : 'unavailable' };
        }
        const text = await textOf(response);
        // A token that holds the secret would hand it to the browser.
        if (text.includes(secret)) throw new Error('the answer holds the secret');
        const { token, conversationId, expires_in: expiresIn } = issued.parse(JSON.parse(text));
        return { ok: true, token, conversationId, expiresIn };
      } catch (error) {
        log.warn('azure-direct-line-unavailable', { error });
        return { ok: false, reason: 'unavailable' };
      }
    },
  };
}

async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largest) throw new Error('the answer is too long');
  }
  return text + decoder.decode();
}
