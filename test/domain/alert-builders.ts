import type { Alert, AlertStep, Evidence } from '../../src/domain/alert.ts';
import { enrolledClient, type Change } from '../../src/domain/client-changes.ts';
import type { Client } from '../../src/domain/client.ts';
import { alertId, checkInId, clientId, therapistId } from '../../src/domain/ids.ts';

export const raisedAt = '2026-11-02T10:00:00.000Z';
export const at = '2026-11-03T09:00:00.000Z';
export const by = therapistId('t1');

export const piece = (
  overrides: Partial<Exclude<Evidence, { kind: 'safety' }>> = {},
): Exclude<Evidence, { kind: 'safety' }> => ({
  kind: 'floor',
  domain: 'bond',
  checkIn: checkInId('2026-11-01'),
  at: raisedAt,
  value: 3.5,
  reference: 5,
  ...overrides,
});

export const anAlert = (overrides: Partial<Alert> = {}): Alert => ({
  id: alertId(`${raisedAt}.${overrides.kind ?? 'alliance'}`),
  client: clientId('c1'),
  kind: 'alliance',
  status: 'open',
  raisedAt,
  evidence: [piece()],
  history: [],
  ...overrides,
});

export const step = (status: 'acknowledged' | 'closed' | 'grew' | 'reminded', when = at): AlertStep => ({
  status,
  by: status === 'grew' || status === 'reminded' ? 'system' : by,
  at: when,
  note: '',
});

export function clientWith(...alerts: readonly Alert[]): Client {
  const enrolled = enrolledClient({ id: clientId('c1'), therapist: by, label: 'A', at: raisedAt });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  return { ...enrolled.client, status: 'joined', alerts };
}

/** What a person sends who has seen all there is of it. */
export const action = { alert: anAlert().id, by, at, note: '', seen: raisedAt } as const;

export function changed(change: Change): Client {
  if (!change.ok) throw new Error(change.reason);
  return change.client;
}
