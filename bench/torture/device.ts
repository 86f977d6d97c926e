import { z } from 'zod';
import type { Enrolled } from './clinic.ts';
import type { RealServer } from './real-server.ts';
import type { Shown } from './read-screen.ts';
import { requestJson, type Answered } from './request.ts';

const session = z.object({ token: z.string(), conversationId: z.string(), userId: z.string() });
const group = z.object({
  watermark: z.string(),
  activities: z.array(
    z.looseObject({
      id: z.string(),
      from: z.object({ id: z.string() }),
      text: z.string().default(''),
      attachments: z.array(z.looseObject({ content: z.unknown() })).default([]),
    }),
  ),
});

/** `taken`: answered 200. `unknown`: the connection broke, or the server said that it could not take it. */
export type Outcome = 'taken' | 'unknown';

/** The server turned away what it must take: nothing a crash excuses. */
export class TurnedAway extends Error {}

/** A client's browser as far as it matters: the session, what the chat shows, and posting to it. */
export class Device {
  readonly shown = new Map<string, Shown>();
  readonly #server: RealServer;
  readonly #enrolled: Enrolled;
  #session: z.infer<typeof session> | undefined;
  #cookie: string | undefined;
  #watermark = '';

  constructor(server: RealServer, enrolled: Enrolled) {
    this.#server = server;
    this.#enrolled = enrolled;
  }

  /** Lets the device in, with its invite or, where `again`, with the cookie it has; false when that got lost. */
  async enter({ again }: { again: boolean }): Promise<boolean> {
    if (this.#session && !(again && this.#cookie)) return true;
    const { invite, attempt } = this.#enrolled;
    const answered = await this.#ask(
      'POST',
      '/api/webchat/token',
      again && this.#cookie ? {} : { invite, attempt },
    );
    if (!answered) return false;
    const read = session.parse(answered.body);
    if (this.#session && this.#session.userId !== read.userId) throw new TurnedAway('another user came back');
    this.#session = read;
    this.#cookie = answered.cookie ?? this.#cookie;
    return true;
  }

  /** Opens the conversation, as the page does when it loads. */
  async start(): Promise<void> {
    await this.#ask('POST', '/v3/directline/conversations', {});
  }

  /** Reads what is new; twice, it also tells the server that this was received. False when it got lost. */
  async look(): Promise<boolean> {
    const before = this.#watermark;
    const answered = await this.#ask('GET', `${this.#activities}?watermark=${before}`);
    if (!answered) return false;
    const { watermark, activities } = group.parse(answered.body);
    for (const { id, from, text, attachments } of activities) {
      this.shown.set(id, {
        id,
        from: from.id === this.#session?.userId ? this.#enrolled.client.id : from.id,
        text,
        cards: attachments.map(({ content }) => content),
      });
    }
    this.#watermark = watermark;
    return true;
  }

  /** In the order of the conversation. */
  get screen(): readonly Shown[] {
    return [...this.shown.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * `unknown` also for words, whatever the answer: it says that they came, and a server that cannot know that their
   * question was seen shows that again in place of taking them. The chat then tells.
   */
  async post(activity: Readonly<Record<string, unknown>>): Promise<Outcome> {
    const answered = await this.#ask('POST', this.#activities, activity);
    return answered && !('text' in activity) ? 'taken' : 'unknown';
  }

  get #activities(): string {
    return `/v3/directline/conversations/${this.#session?.conversationId ?? ''}/activities`;
  }

  /** The answer; `undefined` when nobody knows what became of it. */
  async #ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answered | undefined> {
    await this.#server.up();
    const { agent, origin } = this.#server;
    const headers = {
      ...(this.#session && { authorization: `Bearer ${this.#session.token}` }),
      ...(this.#cookie && { cookie: this.#cookie }),
    };
    const answered = await requestJson(`${origin}${path}`, { method, agent, headers, body }).catch(
      () => undefined,
    );
    if (!answered || answered.status >= 500) return undefined;
    if (answered.status >= 400)
      throw new TurnedAway(
        `${this.#enrolled.client.id}: ${method} ${path.split('?')[0]} was answered ${answered.status}`,
      );
    return answered;
  }
}
