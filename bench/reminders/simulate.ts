import { Temporal } from 'temporal-polyfill';
import type { Client, Due } from '../../src/domain/client.ts';
import type { CheckInId } from '../../src/domain/ids.ts';
import type { ReminderWeek } from '../../src/domain/reminder.ts';
import type { Documents } from '../../src/state/documents.ts';
import { usualCalendar } from '../../src/reminders/clinic-calendar.ts';
import { enlistClient } from '../../src/reminders/enlist-client.ts';
import { nextInstant } from '../../src/reminders/next-instant.ts';
import { tick, type TickParts } from '../../src/reminders/tick.ts';
import type { Store } from '../../src/state/store.ts';
import { beginLife, Died, mortalStore, type Life } from './mortal.ts';
import { reminded, storeClients } from './plan-clients.ts';

export interface Simulation {
  readonly store: Store;
  /** A time on the hour, ISO. */
  readonly from: string;
  readonly days: number;
  readonly zones: readonly string[];
  readonly schedulers: number;
  /** Of a process to end, before and after each request to the store and each message. */
  readonly deadly: number;
  readonly random: () => number;
}

export interface SimulationReport {
  readonly weeks: number;
  readonly sent: number;
  readonly nudges: number;
  readonly deaths: number;
  /** Weeks and steps that were sent twice. */
  readonly twice: readonly string[];
  /** Weeks without a reminder although no process ended between its record and its message. */
  readonly missing: readonly string[];
  /** Weeks in which one did, and that are not shown as unknown. */
  readonly hidden: readonly string[];
}

const stepMs = 30 * 60_000;

/**
 * Lets so many days pass for a client in each zone, with schedulers that end anywhere and are begun again, and holds
 * what the channel was given against the calendar.
 */
export async function simulate(simulation: Simulation): Promise<SimulationReport> {
  const { store, days, zones, random } = simulation;
  const begin = Date.parse(simulation.from);
  const end = begin + days * 86_400_000;
  let clock = begin;
  let deaths = 0;
  const sent = new Map<string, number>();
  /** A process ended after the record and before the message went out. */
  const excused = new Set<string>();
  const clients = zones.map((zone, at) => reminded(`c${at}`, dueIn(zone, at), simulation.from));
  await storeClients(store, clients);
  for (const client of clients) await enlistClient(store, client, simulation.from);

  const lives = Array.from({ length: simulation.schedulers }, () => beginLife(random, simulation.deadly));
  for (; clock < end; clock += stepMs) await Promise.all(lives.map((_, at) => runScheduler(at)));
  // whoever is left sees to what the last crashes left, which may have to wait for the morning
  lives.fill(beginLife(random, 0));
  for (const last = clock + 86_400_000; clock < last; clock += stepMs) await runScheduler(0);
  return report();

  async function runScheduler(at: number): Promise<void> {
    const life = lives[at];
    if (!life) return;
    /** Recorded as being sent, and not handed to the channel yet. */
    const underWay = new Set<string>();
    try {
      await tick(partsOf(life, underWay));
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
    if (life.alive) return;
    deaths += 1;
    for (const key of underWay) excused.add(key);
    lives[at] = beginLife(random, simulation.deadly);
  }

  function partsOf(life: Life, underWay: Set<string>): TickParts {
    return {
      store: mortalStore({ ...store, reminders: watched(store.reminders, underWay) }, life),
      notifier: {
        async send({ client, week, step }) {
          const key = `${client} ${week} ${step}`;
          life.risk();
          underWay.delete(key);
          sent.set(key, (sent.get(key) ?? 0) + 1);
          life.risk();
          return { kind: 'sent' };
        },
        tellTherapist: () => Promise.resolve(),
      },
      limiter: { take: () => Promise.resolve() },
      wait: () => Promise.resolve(),
      random,
      calendar: { ...usualCalendar, unansweredWeeks: Number.POSITIVE_INFINITY },
      now: () => new Date(clock).toISOString(),
      leaseMs: 60_000,
      concurrency: 4,
      failed(error) {
        if (!(error instanceof Died)) throw error;
      },
    };
  }

  async function report(): Promise<SimulationReport> {
    const missing: string[] = [];
    const hidden: string[] = [];
    let weeks = 0;
    for (const client of clients) {
      for (const week of weeksOf(client, { from: simulation.from, to: end })) {
        weeks += 1;
        const key = `${client.id} ${week} reminder`;
        const stored = await store.reminders.get(client.id, week);
        const status = stored?.document.reminder.status;
        if (!sent.has(key) && !excused.has(key)) missing.push(key);
        else if (!(status === 'unknown' || (sent.has(key) && status === 'sent'))) hidden.push(key);
      }
    }
    return {
      weeks,
      sent: sent.size,
      nudges: [...sent.keys()].filter((key) => key.endsWith('nudge')).length,
      deaths,
      twice: [...sent].filter(([, count]) => count > 1).map(([key]) => key),
      missing,
      hidden,
    };
  }
}

function watched(reminders: Documents<ReminderWeek>, underWay: Set<string>): Documents<ReminderWeek> {
  return {
    get: (...given) => reminders.get(...given),
    list: (...given) => reminders.list(...given),
    remove: (...given) => reminders.remove(...given),
    async put(partition, week, expected) {
      const put = await reminders.put(partition, week, expected);
      for (const step of ['reminder', 'nudge'] as const)
        if (put.ok && week[step]?.status === 'sending') underWay.add(`${week.client} ${week.id} ${step}`);
      return put;
    },
  };
}

/** The days on which the client is due, by the calendar alone. */
function* weeksOf(
  { due }: Client,
  { from, to }: { readonly from: string; readonly to: number },
): Generator<CheckInId> {
  if (!due) return;
  const first = nextInstant(due, from);
  for (let { at, week } = first; Date.parse(at) < to; { at, week } = nextInstant(due, at)) yield week;
}

/** In or beside the hour that the zone's next change of the clocks skips or repeats, where it has one; else any hour. */
function dueIn(timeZone: string, at: number): Due {
  const change = Temporal.Instant.from('2026-03-01T00:00:00Z')
    .toZonedDateTimeISO(timeZone)
    .getTimeZoneTransition('next');
  const weekday = weekdays[(change ? change.dayOfWeek - 1 : at) % 7] ?? 1;
  return { weekday, hour: change ? 2 : at % 24, minute: (at * 5) % 60, timeZone };
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
