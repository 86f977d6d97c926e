import type { Fate } from './channel-stub.ts';

/** A message of the bot that reached a person. */
export interface Message {
  readonly text: string;
  /** When the bot decided to say it, by its own clock. */
  readonly saidAt: string;
  /** The activity it replies to. */
  readonly replyTo: string;
  readonly cards: readonly unknown[];
}

/** One person's chat as they see it, and what the channel does with the replies on the way to it. */
export class Chat {
  #messages: Message[] = [];
  readonly #fates = new Map<string, { readonly fate: Fate; readonly refusedUntil: number }>();
  #count = 0;
  #left = false;
  #arrived = Promise.withResolvers<void>();

  /** How many messages ever came. */
  get count(): number {
    return this.#count;
  }

  /** In the order in which they were said; a channel may bring them in another. */
  get messages(): readonly Message[] {
    return this.#messages.toSorted((a, b) => (a.saidAt < b.saidAt ? -1 : a.saidAt > b.saidAt ? 1 : 0));
  }

  /** Whether the bot ever replied to this activity, also if that did not get through. */
  answered(activity: string): boolean {
    return this.#fates.has(activity);
  }

  add(message: Message): void {
    this.#count += 1;
    if (!this.#left) this.#messages.push(message);
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }

  /** Resolves when another message comes, or after so many milliseconds. */
  async more(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.max(0, ms));
    });
    await Promise.race([this.#arrived.promise, silence]);
    clearTimeout(timer);
  }

  /** Nobody reads it any more; what still comes is only noted. */
  leave(): void {
    this.#left = true;
    this.#messages = [];
  }

  /** The same for all replies to one activity, drawn at the first. */
  fateOf(activity: string, choose: () => Fate): { readonly fate: Fate; readonly refusedUntil: number } {
    const known = this.#fates.get(activity);
    if (known) return known;
    const fate = choose();
    const drawn = { fate, refusedUntil: fate.kind === 'refused' ? performance.now() + fate.ms : 0 };
    this.#fates.set(activity, drawn);
    return drawn;
  }

  /** From now on all goes well with the replies to it. */
  settle(activity: string): void {
    this.#fates.set(activity, { fate: { kind: 'taken' }, refusedUntil: 0 });
  }
}
