import type { Alert } from '../domain/alert.ts';
import { dutyDay } from '../domain/clinic-hours.ts';
import type { DueStep, ResponseTimes } from '../domain/escalate-alert.ts';
import type { Instant, TherapistId } from '../domain/ids.ts';
import { readPages } from '../state/read-pages.ts';
import { clinicPartition, type ClinicDocument, type Store } from '../state/store.ts';

/**
 * Whom a step is for. On duty is who the rota names, else all supervisors; where there is nobody, the clinic's first
 * therapist. Who is on duty for their own client is told already.
 */
export async function chooseRecipients(
  {
    store,
    times,
  }: { readonly store: Pick<Store, 'therapists'>; readonly times: Pick<ResponseTimes, 'hours'> },
  {
    step,
    alert,
    owner,
    clinic,
    now,
  }: {
    readonly step: Pick<DueStep, 'to'>;
    readonly alert: Alert;
    readonly owner: TherapistId;
    readonly clinic: Pick<ClinicDocument, 'therapist' | 'rota'> | undefined;
    readonly now: Instant;
  },
): Promise<readonly TherapistId[]> {
  const first = clinic ? [clinic.therapist] : [];
  switch (step.to) {
    case 'same':
      return [...new Set([owner, ...(alert.called ?? [])])];
    case 'duty': {
      const onDuty = clinic?.rota?.[String(dutyDay(times.hours, now))];
      const people = onDuty === undefined ? await supervisors(store) : [onDuty];
      return (people.length > 0 ? people : first).filter((one) => one !== owner);
    }
    case 'supervisors': {
      const people = await supervisors(store);
      return people.length > 0 ? people : first;
    }
  }
}

async function supervisors(store: Pick<Store, 'therapists'>): Promise<TherapistId[]> {
  const found: TherapistId[] = [];
  for await (const { id, roles } of readPages(store.therapists, clinicPartition, 1000))
    if (roles?.includes('supervisor')) found.push(id);
  return found;
}
