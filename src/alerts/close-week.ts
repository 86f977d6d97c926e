import { rollOver } from '../domain/check-in-life.ts';
import type { Client } from '../domain/client.ts';
import { gatherEvidence } from '../domain/gather-evidence.ts';
import type { Instant } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument.ts';
import { step } from './step.ts';

export interface ClosedWeek {
  readonly client: Client;
  /** Ids of the check-ins that were closed now; empty while the week still runs. */
  readonly checkIns: readonly string[];
  /** Ids of the alerts that were raised or grew. */
  readonly alerts: readonly string[];
}

/** Ends the week that has passed. What was answered of a check-in left open is scored and looked at as it stands. */
export function closeWeek(
  before: Client,
  {
    now,
    instrumentAt,
  }: { now: Instant; instrumentAt: (id: string, version: string) => Instrument | undefined },
): ClosedWeek {
  const { client, closed } = rollOver(before, now);
  const alerts: string[] = [];
  let current = client;
  for (const checkIn of closed) {
    const instrument = instrumentAt(checkIn.instrument.id, checkIn.instrument.version);
    if (checkIn.status !== 'missed' || !instrument) continue;
    const gathered = gatherEvidence(current, 'alliance', step(checkIn, instrument.scoring, now), now);
    current = gathered.client;
    if (gathered.alert) alerts.push(gathered.alert.id);
  }
  return { client: current, checkIns: closed.map(({ id }) => id), alerts };
}
