import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { requestJson } from './request.ts';

interface Activity extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

/** How a channel delivers what people write: shares from 0 to 1, times in milliseconds. */
export interface Habits {
  /** Of the activities, how many are delivered a second time, and of those, how many a third. */
  readonly again: number;
  /** Of the first copies, how many are late: what was written after them arrives before. */
  readonly late: number;
  readonly latestMs: number;
}

export interface Delivered {
  /** POSTs, every copy and redelivery counted. */
  posts: number;
  /** Deliveries repeated because the one before failed. */
  redelivered: number;
  /** Given up after so many failures. */
  abandoned: number;
  /** Longest time from a POST to its answer. */
  longestMs: number;
  /** POSTs without an answer within the channel's patience. */
  unanswered: number;
  /** Answered with a refusal, which no delivery deserves. */
  refused: number;
}

/** People do not write while so many POSTs are unanswered, so that a slow machine is not buried. */
const most = 40;
/** A channel waits no longer for its POST to be answered. */
const patienceMs = 15_000;
const tries = 8;

/** The channel's side of `/api/messages`: each activity one to three times, to any instance, some of it late. */
export class Channel {
  readonly delivered: Delivered = {
    posts: 0,
    redelivered: 0,
    abandoned: 0,
    longestMs: 0,
    unanswered: 0,
    refused: 0,
  };
  /** Activities that were delivered again after a failure. */
  readonly failed = new Set<string>();
  readonly #origins: readonly string[];
  readonly #habits: Habits;
  readonly #agent = new Agent({ keepAlive: true });
  #unanswered = 0;
  readonly #underWay = new Set<Promise<void>>();

  constructor({ origins, habits }: { origins: readonly string[]; habits: Habits }) {
    this.#origins = origins;
    this.#habits = habits;
  }

  /** Resolves when the servers keep up. */
  async calm(): Promise<void> {
    while (this.#unanswered >= most) await wait(20);
  }

  /**
   * Takes an activity and delivers it in its own time; whoever wrote it does not wait.
   * @returns how many copies go out
   */
  send(activity: Activity, random: () => number): number {
    const { again, late, latestMs } = this.#habits;
    const origins = this.#origins;
    const first = Math.floor(random() * origins.length);
    const begin = random() < late ? random() * latestMs : 0;
    const copies = [{ after: begin, to: first }];
    while (copies.length < 3 && random() < again) {
      const kind = random();
      // at the same moment to another instance, right after, or when the conversation has gone on
      if (kind < 0.4) copies.push({ after: begin, to: first + copies.length });
      else if (kind < 0.7) copies.push({ after: begin + random() * 30, to: Math.floor(random() * 9) });
      else copies.push({ after: begin + random() * latestMs, to: Math.floor(random() * 9) });
    }
    for (const { after, to } of copies) {
      const delivery = this.#deliver(activity, { after, origin: origins[to % origins.length]!, random });
      this.#underWay.add(delivery);
      void delivery.finally(() => this.#underWay.delete(delivery));
    }
    return copies.length;
  }

  /** Resolves when everything was delivered. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #deliver(
    activity: Activity,
    { after, origin, random }: { after: number; origin: string; random: () => number },
  ): Promise<void> {
    if (after > 0) await wait(after);
    for (let tried = 1; !(await this.#post(origin, activity)); tried += 1) {
      if (tried === tries) {
        this.delivered.abandoned += 1;
        return;
      }
      this.delivered.redelivered += 1;
      this.failed.add(activity.id);
      await wait(100 + random() * 900);
    }
  }

  /** False when the channel would deliver it again. */
  async #post(origin: string, body: object): Promise<boolean> {
    this.delivered.posts += 1;
    this.#unanswered += 1;
    const began = performance.now();
    const answered = await requestJson(`${origin}/api/messages`, {
      method: 'POST',
      agent: this.#agent,
      body,
    }).catch(() => undefined);
    this.#unanswered -= 1;
    const ms = performance.now() - began;
    this.delivered.longestMs = Math.max(this.delivered.longestMs, ms);
    if (ms >= patienceMs) this.delivered.unanswered += 1;
    if (answered && answered.status >= 400 && answered.status < 500) this.delivered.refused += 1;
    return answered !== undefined && answered.status < 500;
  }
}
