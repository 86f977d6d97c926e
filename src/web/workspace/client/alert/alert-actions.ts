import { z } from 'zod';
import { acknowledgeAlert } from '../../../../domain/acknowledge-alert.ts';
import {
  allianceFindings,
  allianceRepairs,
  safetyFindings,
  safetyMeasures,
  type Alert,
} from '../../../../domain/alert.ts';
import type { Change } from '../../../../domain/client-changes.ts';
import { closeAlert } from '../../../../domain/close-alert.ts';
import { discussAlert } from '../../../../domain/discuss-alert.ts';
import { alertId, clientId } from '../../../../domain/ids.ts';
import { reopenAlert, reopenDays } from '../../../../domain/reopen-alert.ts';
import { noteLimit, type AlertAction } from '../../../../domain/step-in-alert.ts';
import type { WorkspaceDependencies } from '../../dependencies.ts';
import { stopped } from '../../message-page.ts';
import type { PageReply, SignedInVisit } from '../../route.ts';
import { conclude } from '../conclude.ts';

const which = z.object({ alert: z.string().max(200).transform(alertId) });
const acted = which.extend({ seen: z.string().max(40), note: z.string().default('') });
const chosen = z.object({
  found: z.array(z.enum([...allianceFindings, ...safetyFindings])).max(20),
  done: z.array(z.enum([...allianceRepairs, ...safetyMeasures])).max(20),
});

/** What the forms of an alert do. A refused one shows the page again; a form that is not ours, a plain 400. */
export function alertActions(dependencies: WorkspaceDependencies) {
  return {
    acknowledge: async (visit: SignedInVisit): Promise<PageReply> => {
      const action = readAction(visit);
      if (!action) return stopped(visit, 400, 'badForm');
      const change = await changed(visit, (client) => acknowledgeAlert(client, action));
      return concluded(visit, change, 'acknowledge', 'acknowledged', action);
    },

    discuss: async (visit: SignedInVisit): Promise<PageReply> => {
      const action = readAction(visit);
      const choices = chosen.safeParse({
        found: visit.form.getAll('found'),
        done: visit.form.getAll('done'),
      });
      if (!action || !choices.success) return stopped(visit, 400, 'badForm');
      const { found, done } = choices.data;
      const change = await changed(visit, (client) => discussAlert(client, { ...action, found, done }));
      return concluded(visit, change, 'discuss', 'discussed', action, [
        ...found.map((code) => `found/${code}`),
        ...done.map((code) => `done/${code}`),
      ]);
    },

    close: async (visit: SignedInVisit): Promise<PageReply> => {
      const action = readAction(visit);
      if (!action) return stopped(visit, 400, 'badForm');
      const change = await changed(visit, (client) => closeAlert(client, action));
      const isThere = change.ok || change.reason !== 'unknown' || !(await closedBefore(visit, action.alert));
      // sent twice: it is closed as was wanted
      return isThere
        ? concluded(visit, change, 'close', 'closed', action)
        : { kind: 'redirect', to: `/workspace/clients/${encodeURIComponent(idOf(visit))}?done=closed` };
    },

    reopen: async (visit: SignedInVisit): Promise<PageReply> => {
      const read = which.safeParse(Object.fromEntries(visit.form));
      if (!read.success) return stopped(visit, 400, 'badForm');
      const { alert } = read.data;
      const closed = await closedBefore(visit, alert);
      const change = await changed(visit, (client): Change => {
        if (client.alerts.some(({ id }) => id === alert)) return { ok: true, client };
        if (!closed) return { ok: false, reason: 'unknown' };
        return reopenAlert(client, closed, { by: visit.therapist.id, at: visit.now });
      });
      return conclude(dependencies, visit, change, {
        done: 'reopened',
        attempt: { form: `reopen/${alert}`, value: '' },
        limit: reopenDays,
      });
    },
  };

  function concluded(
    visit: SignedInVisit,
    change: Change,
    act: string,
    done: string,
    { alert, note }: AlertAction,
    ticked?: readonly string[],
  ): Promise<PageReply> {
    const attempt = { form: `${act}/${alert}`, value: note, ...(ticked && { chosen: ticked }) };
    return conclude(dependencies, visit, change, { done, attempt, limit: noteLimit });
  }
}

const changed = (visit: SignedInVisit, change: Parameters<SignedInVisit['records']['change']>[2]) =>
  visit.records.change(idOf(visit), 'alert', change);

/** As it stands in the history. */
async function closedBefore(visit: SignedInVisit, alert: Alert['id']): Promise<Alert | undefined> {
  const record = await visit.records.open(idOf(visit));
  return record?.alerts.find(({ id, status }) => id === alert && status === 'closed');
}

function readAction({ form, therapist, now }: SignedInVisit): AlertAction | undefined {
  const read = acted.safeParse(Object.fromEntries(form));
  return read.success ? { ...read.data, by: therapist.id, at: now } : undefined;
}

const idOf = ({ params }: SignedInVisit) => clientId(params['client'] ?? '');
