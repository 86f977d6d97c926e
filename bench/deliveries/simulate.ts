import type { AlertMessage, AlertNotifier } from '../../src/alerts/alert-notifier.ts';
import { tellTherapists } from '../../src/alerts/tell-therapists.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/state/store.ts';
import { monday, type DeliveryRoom } from '../../test/helpers/delivery-room.ts';
import { allianceAlert, safetyAlert } from '../../test/web/workspace/open-workspace.ts';
import { beginLife, Died, mortalDocuments, type Life } from '../reminders/mortal.ts';
import type { Outside } from './outside.ts';

export interface DeliverySimulation {
  readonly room: DeliveryRoom;
  readonly outside: Outside;
  readonly alerts: number;
  readonly workers: number;
  /** Of a process to end, before and after each request to the store and each message. */
  readonly deadly: number;
  readonly random: () => number;
}

export interface DeliveryReport {
  readonly deliveries: number;
  readonly sent: number;
  readonly unknown: number;
  readonly failed: number;
  readonly deadLetters: number;
  readonly escalated: number;
  readonly deaths: number;
  /** Answers of the services that were no simple yes. */
  readonly troubles: number;
  /** Second copies, each of which came after an unknown outcome. */
  readonly copies: number;
  /** What should not be: each a sentence. */
  readonly faults: readonly string[];
}

/** Milliseconds. */
const lookEvery = 30_000;
const longest = 21 * 86_400_000;

/**
 * Alerts, each of a therapist of its own, told by processes that end anywhere over channels that fail in every way they can.
 * A third is acknowledged at some time. When all is over, what arrived is held against what is on record.
 */
export async function simulate(simulation: DeliverySimulation): Promise<DeliveryReport> {
  const { room, outside, alerts, workers, random } = simulation;
  const log = createLog({ level: 'silent' });
  let deaths = 0;
  const lives = Array.from({ length: workers }, () => beginLife(random, simulation.deadly));
  await room.hire('sue', { roles: ['supervisor'] });
  const acts = new Map<string, string>();
  for (let at = 0; at < alerts; at += 1) {
    const therapist = await room.hire(`t${at}`, random() < 0.2 ? { notify: { channels: ['mail'] } } : {});
    await room.raise(`c${at}`, therapist, random() < 0.5 ? allianceAlert() : safetyAlert('words'));
    if (random() < 0.33) acts.set(`c${at}`, later(monday, random() * 4 * 3_600_000));
  }
  while (await goOn()) {
    outside.change();
    await Promise.all(lives.map((_, at) => look(at)));
    for (const [client, at] of acts) {
      if (at > room.now) continue;
      await room.act(client);
      acts.delete(client);
    }
  }
  return report();

  /** To when there is next something to be done. */
  async function goOn(): Promise<boolean> {
    const waiting = await room.notices();
    if (waiting.length === 0 || room.now > later(monday, longest)) return false;
    const soonest = [...waiting.map(({ notBefore = room.now }) => notBefore), ...acts.values()].sort()[0];
    const next = later(room.now, lookEvery);
    room.now = soonest !== undefined && soonest > next ? soonest : next;
    return true;
  }

  async function look(at: number): Promise<void> {
    const life = lives[at];
    if (!life) return;
    const parts = room.parts(`worker ${at}`, mortal(room.store, life));
    try {
      const channels = parts.channels.map((notifier) => risky(notifier, life));
      await tellTherapists({ ...parts, channels, log });
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
    if (life.alive) return;
    deaths += 1;
    lives[at] = beginLife(random, simulation.deadly);
  }

  async function report(): Promise<DeliveryReport> {
    const faults: string[] = [];
    const counts = { deliveries: 0, sent: 0, unknown: 0, failed: 0, escalated: 0, copies: 0 };
    const letters = await room.deadLetters();
    const left = await room.notices();
    if (left.length > 0) faults.push(`${left.length} alerts are still waited for`);
    for (let at = 0; at < alerts; at += 1) {
      const client = `c${at}`;
      const alert = await room.alert(client);
      const deliveries = await room.deliveries(client);
      for (const delivery of deliveries) {
        const { id, status, unsure, channel } = delivery;
        const arrived = outside.arrived(`${client} ${id}`);
        counts.deliveries += 1;
        counts.copies += Math.max(0, arrived - 1);
        if (status === 'queued' || status === 'sending') faults.push(`${id} is left as ${status}`);
        else counts[status] += 1;
        if (channel === 'workspace') continue;
        if (arrived > unsure + (status === 'sent' ? 1 : 0))
          faults.push(`${id} arrived ${arrived} times, ${unsure} unsure, ${status}`);
        if (status === 'sent' && arrived === 0) faults.push(`${id} is said to be sent`);
      }
      const people = new Set(deliveries.map(({ step, round, to }) => `${step} ${round} ${to}`));
      for (const person of people) {
        const own = deliveries.filter(({ step, round, to }) => `${step} ${round} ${to}` === person);
        const reached = own.some(({ status, why }) => status === 'sent' || why === 'withdrawn');
        const buried = letters.some(
          (letter) =>
            letter.client === client && own.some(({ step, to }) => letter.step === step && letter.to === to),
        );
        if (!reached && !buried && alert?.status === 'open') faults.push(`${person} of ${client} is lost`);
      }
      if (alert?.status !== 'open') continue;
      const steps = alert.history.map(({ status }) => status);
      if (steps.filter((status) => status === 'reminded').length !== 1)
        faults.push(`${client} was not reminded of once`);
      if (steps.filter((status) => status === 'escalated').length !== 1)
        faults.push(`${client} was not escalated once`);
      else counts.escalated += 1;
      if (!deliveries.some(({ step, to }) => step === 'escalated' && to === 'sue'))
        faults.push(`${client} was told no supervisor`);
    }
    return { ...counts, deadLetters: letters.length, deaths, troubles: outside.troubles, faults };
  }

  function risky(notifier: AlertNotifier, life: Life): AlertNotifier {
    return {
      channel: notifier.channel,
      reaches: (therapist) => notifier.reaches(therapist),
      async tell(message: AlertMessage) {
        life.risk();
        const result = await outside.through(message, notifier);
        life.risk();
        return result;
      },
    };
  }
}

function mortal(store: Store, life: Life): Store {
  return {
    ...store,
    alertNotices: mortalDocuments(store.alertNotices, life),
    deliveries: mortalDocuments(store.deliveries, life),
    deadLetters: mortalDocuments(store.deadLetters, life),
    clients: mortalDocuments(store.clients, life),
    therapists: mortalDocuments(store.therapists, life),
  };
}

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
