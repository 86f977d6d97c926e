import { createAlertRules } from '../../src/alerts/alert-rules.ts';
import { closeEndedWeeks } from '../../src/alerts/close-ended-weeks.ts';
import { changeAgreement } from '../../src/domain/client-changes.ts';
import type { Client } from '../../src/domain/client.ts';
import type { TherapistId } from '../../src/domain/ids.ts';
import { records } from '../../src/state/records.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor } from '../helpers/auditing.ts';
import type { Step } from './scenario.ts';
import { shelfOf, versionNamed } from './versions.ts';

/** Closes the ended weeks of one therapist, whose only client this one is. @returns how many */
export async function endWeeks(
  store: Store,
  {
    therapist,
    now,
    deployed,
  }: { therapist: TherapistId; now: string; deployed: { current: string; keeps: boolean } },
): Promise<number> {
  const own = await store.therapists.get('clinic', therapist);
  const shelf = shelfOf(deployed);
  const therapists = { ...store.therapists, list: async () => ({ documents: own ? [own] : [] }) };
  return closeEndedWeeks(
    { auditor, store: { ...store, therapists } },
    {
      now,
      instrument: versionNamed(deployed.current).instrument,
      rules: createAlertRules(),
      instrumentAt: (id, version) => shelf.exact(id, version),
    },
  );
}

/** The therapist adds a goal or homework, or ends or rewords the first that is active. */
export async function changeAgreements(
  store: Store,
  {
    client: { id, therapist },
    step: { list, does },
    now,
    number,
  }: { client: Client; step: Extract<Step, { kind: 'therapist' }>; now: string; number: number },
): Promise<void> {
  const title = `Title number ${number}`;
  await records({ store, auditor, now: () => now }, { therapist }).change(id, list, (client) => {
    const first = client[list].find(({ endedAt }) => endedAt === undefined);
    if (does === 'add') return changeAgreement(client, list, { do: 'add', id: `t${number}`, title, at: now });
    if (!first) return { ok: true, client };
    return does === 'end'
      ? changeAgreement(client, list, { do: 'end', id: first.id, at: now })
      : changeAgreement(client, list, { do: 'reword', id: first.id, title, was: first.title });
  });
}
