import type { Bot } from './open-bot.ts';
import type { PlannedClient } from './plan-clinic.ts';
import { forEver } from './under-way.ts';

/** Knows what each client types next. */
export interface Typists {
  /** Milliseconds of so many turns, one after another, of clients at random. Each is taken by a bot that remembers nobody. */
  oneByOne(bots: () => Bot, turns: number): Promise<readonly number[]>;
  /**
   * Turns of one bot with so many clients at random, all at once, each typing on when its turn has ended. Their number
   * is the same in a clinic of any size, and so is what the bot remembers of them.
   */
  atOnce(bot: Bot, options: { readonly turns: number; readonly atOnce: number }): Promise<Driven>;
}

export interface Driven {
  readonly turns: number;
  readonly atOnce: number;
  readonly seconds: number;
  readonly ms: readonly number[];
}

export function createTypists(clients: readonly PlannedClient[], random: () => number): Typists {
  const turnsOf = new Map<string, number>();
  const say = async (bot: Bot, { id }: PlannedClient): Promise<number> => {
    const count = turnsOf.get(id) ?? 0;
    turnsOf.set(id, count + 1);
    const began = performance.now();
    await bot.say(id, forEver[count % 2]!);
    return performance.now() - began;
  };
  return {
    async oneByOne(bots, turns) {
      const ms: number[] = [];
      while (ms.length < turns) {
        const bot = bots();
        ms.push(await say(bot, clients[Math.floor(random() * clients.length)]!));
        await bot.settle();
      }
      return ms;
    },
    async atOnce(bot, { turns, atOnce: most }) {
      const typists = shuffled(clients, random).slice(0, most);
      const atOnce = typists.length;
      const ms: number[] = [];
      const began = performance.now();
      let left = turns;
      await Promise.all(
        typists.map(async (client) => {
          while (left > 0) {
            left -= 1;
            ms.push(await say(bot, client));
          }
        }),
      );
      await bot.settle();
      return { turns: ms.length, atOnce, seconds: (performance.now() - began) / 1000, ms };
    },
  };
}

const shuffled = <T>(all: readonly T[], random: () => number): T[] =>
  all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
