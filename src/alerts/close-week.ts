import { rollOver } from '../domain/check-in-life.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Client } from '../domain/client.ts';
import type { Instant } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { AlertRules } from './alert-rules.ts';
import { evaluateCheckIn } from './evaluate-check-in.ts';

export interface ClosedWeek {
  readonly client: Client;
  /** The check-ins that were closed now, oldest first; empty while the week still runs. */
  readonly closed: readonly CheckIn[];
}

/**
 * Ends the week that has passed. What was answered of a check-in left open is scored and looked at as it stands.
 * Where its version is gone, nothing is carried over any more: it keeps its answers and the score they were given,
 * and `instrument`, which takes that version's place, says what is low.
 */
export function closeWeek(
  before: Client,
  {
    now,
    instrument,
    instrumentAt,
    rules,
  }: {
    now: Instant;
    instrument: Instrument;
    instrumentAt: (id: string, version: string) => Instrument | undefined;
    rules: AlertRules;
  },
): ClosedWeek {
  const { client, closed } = rollOver(before, now);
  let current = client;
  for (const checkIn of closed) {
    if (checkIn.status !== 'missed') continue;
    const own = instrumentAt(checkIn.instrument.id, checkIn.instrument.version) ?? instrument;
    current = evaluateCheckIn(current, checkIn, { rules, instrument: own, now });
  }
  return { client: current, closed };
}
