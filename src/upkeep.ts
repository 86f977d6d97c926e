import type { AlertRules } from './alerts/alert-rules.ts';
import { closeEndedWeeks } from './alerts/close-ended-weeks.ts';
import type { Client } from './domain/client.ts';
import type { Signal } from './domain/signal.ts';
import type { Instrument } from './domain/instrument/instrument.ts';
import type { SafetyNet } from './bots/safety-net.ts';
import type { InstrumentShelf } from './domain/instrument/instrument-shelf.ts';
import type { Instant } from './domain/ids.ts';
import type { Log } from './log.ts';
import { allTrails } from './state/audit/all-trails.ts';
import { anchorTrails } from './state/audit/anchor-trails.ts';
import type { Auditor } from './state/audit/auditor.ts';
import type { LeftPending } from './state/change-document.ts';
import { noteHad } from './state/client-countries.ts';
import { performPending } from './state/perform-pending.ts';
import { settleRecoveries } from './state/settle-recoveries.ts';
import type { Store } from './state/store.ts';

const hourMs = 60 * 60 * 1000;
/** What was found in a client's words and no alert holds is tried again this often. */
const sweepMs = 30_000;
/** A crash is followed by a start, which looks; this is for an instance that went away while others go on. */
const pendingEvery = 6;

export interface UpkeepParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly safety: Pick<SafetyNet, 'sweep'>;
  readonly log: Log;
  readonly now: () => Instant;
  readonly instrument: Instrument;
  readonly instruments: Pick<InstrumentShelf, 'exact'>;
  readonly rules: AlertRules;
  /** Told of each client whenever all of them are looked at. Must not throw. */
  readonly saw?: (client: Client) => void;
  /** Countries that clients may choose and whose helplines had to be confirmed for it. */
  readonly offered?: readonly string[];
}

/**
 * What is done beside the turns, at the start and every hour: effects that a crash left, weeks that have ended, and
 * once a day where the audit's chains stand, which goes into the log too. Any number of instances may do it.
 * Resolves when the first round is through; where the store is shared, and so may be large and far, at once.
 * @returns how to stop
 */
export async function startUpkeep(parts: UpkeepParts): Promise<() => void> {
  let rounds = 0;
  let stopped = false;
  const round = async (): Promise<void> => {
    const due = rounds % pendingEvery === 0 ? tasks : tasks.filter(({ name }) => name !== 'pending');
    rounds += 1;
    for (const { name, run } of due) {
      try {
        await run(parts);
      } catch (error) {
        // a round that is under way when the store closes is done at the next start
        if (!stopped) parts.log.error(`${name}-not-kept-up`, { error });
      }
    }
  };
  const first = sweepSafety(parts).then(round);
  if (!parts.store.shared) await first;
  const hourly = setInterval(() => void round(), hourMs).unref();
  const sweep = setInterval(() => void sweepSafety(parts), sweepMs).unref();
  return () => {
    stopped = true;
    clearInterval(hourly);
    clearInterval(sweep);
  };
}

async function sweepSafety({ safety, log }: UpkeepParts): Promise<void> {
  try {
    await safety.sweep();
  } catch (error) {
    log.error('safety-spool-not-swept', { error });
  }
}

const tasks: readonly { readonly name: string; readonly run: (parts: UpkeepParts) => Promise<void> }[] = [
  {
    name: 'pending',
    async run({ store, log, saw, rules, offered = [] }) {
      const had = new Set<string>();
      const signals: { instrument: string; signal: Signal }[] = [];
      let complete = true;
      const count = await performPending(store, {
        failed: (error) => {
          complete = false;
          log.error('effects-left-pending', { error });
        },
        saw: (client) => {
          if (client.country !== undefined) had.add(client.country);
          if (client.signal && !client.demo)
            signals.push({ instrument: client.signal.instrument, signal: client.signal.now });
          saw?.(client);
        },
      });
      rules.learn(signals);
      if (count > 0) log.info('effects-performed', { count });
      await noteHad(store, { had: [...had], offered, complete });
    },
  },
  {
    name: 'weeks',
    async run({ store, auditor, leftPending, log, now, instrument, instruments, rules }) {
      const instrumentAt = (id: string, version: string) => instruments.exact(id, version);
      const count = await closeEndedWeeks(
        { store, auditor, ...(leftPending && { leftPending }) },
        {
          now: now(),
          instrument,
          instrumentAt,
          rules,
          failed: (error) => log.error('week-not-closed', { error }),
        },
      );
      if (count > 0) log.info('weeks-closed', { count });
    },
  },
  {
    name: 'recoveries',
    async run({ store, now }) {
      await settleRecoveries(store, now());
    },
  },
  {
    name: 'anchors',
    async run({ store, auditor, log, now }) {
      let count = 0;
      let latest: unknown;
      const failed = (_: string, error: unknown): void => {
        count += 1;
        latest = error;
      };
      const anchored = await anchorTrails(store, auditor, {
        now: now(),
        trails: (known) => allTrails(store, { known, failed }),
      });
      if (count > 0) log.error('audit-not-anchored', { count, error: latest });
      if (anchored) log.info('audit-anchored', { anchor: `${anchored.day}:${anchored.seal}` });
    },
  },
];
