import type { Change } from '../../../domain/client-changes.ts';
import { clientId } from '../../../domain/ids.ts';
import type { WorkspaceDependencies } from '../dependencies.ts';
import { faultWords, type Attempt } from '../field.ts';
import type { PageReply, SignedInVisit } from '../route.ts';
import { clientPage } from './client-page.ts';

/** Back to the client's page after a change; the page again, with what was typed, when it was refused. */
export async function conclude(
  dependencies: WorkspaceDependencies,
  visit: SignedInVisit,
  change: Change,
  about: {
    readonly done: string;
    readonly place?: string;
    readonly attempt: Omit<Attempt, 'fault'>;
    readonly limit: number;
  },
): Promise<PageReply> {
  if (change.ok) {
    const place = about.place === undefined ? '' : `#${about.place}`;
    const client = clientId(visit.params['client'] ?? '');
    return {
      kind: 'redirect',
      to: `/workspace/clients/${encodeURIComponent(client)}?done=${about.done}${place}`,
    };
  }
  const fault = faultWords(visit.t, change.reason, about.limit);
  const status = conflicts.some((reason) => reason === change.reason) ? 409 : 422;
  return clientPage(dependencies, visit, { status, attempt: { ...about.attempt, fault } });
}

/** It is not what was sent, but how things stand by now. */
const conflicts = ['changed-meanwhile', 'unknown', 'not-acknowledged', 'another-open', 'too-late'] as const;
