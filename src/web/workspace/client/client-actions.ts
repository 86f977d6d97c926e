import { z } from 'zod';
import { acknowledgeAlert } from '../../../domain/acknowledge-alert.ts';
import { noteLimit } from '../../../domain/step-in-alert.ts';
import {
  changeAgreement,
  limits,
  type AgreementCommand,
  type AgreementKind,
  type Change,
} from '../../../domain/client-changes.ts';
import { alertId, clientId, inviteCode } from '../../../domain/ids.ts';
import type { WorkspaceDependencies } from '../dependencies.ts';
import { faultWords, type Attempt } from '../field.ts';
import { stopped } from '../message-page.ts';
import type { PageReply, SignedInVisit } from '../route.ts';
import { clientPage } from './client-page.ts';

type Action = (visit: SignedInVisit) => Promise<PageReply>;

const newEntry = z.object({ id: z.string().regex(/^[\w-]{8,64}$/), title: z.string() });
const reworded = z.object({ title: z.string(), was: z.string() });
const acknowledgement = z.object({
  alert: z.string().max(200),
  seen: z.string().max(40),
  note: z.string().default(''),
});
const replacing = z.object({ replaces: z.string().max(40) });

/** What the forms on a client's page do. A refused one shows the page again; a form that is not ours, a plain 400. */
export function clientActions(dependencies: WorkspaceDependencies) {
  return {
    agreement:
      (kind: AgreementKind, what: AgreementCommand['do']): Action =>
      async (visit) => {
        const command = readCommand(visit, what);
        if (!command) return stopped(visit, 400, 'badForm');
        const change = await visit.records.change(idOf(visit), kind, (client) =>
          changeAgreement(client, kind, command),
        );
        return conclude(visit, change, {
          done: what === 'end' ? 'ended' : what === 'restore' ? 'restored' : 'saved',
          place: kind,
          attempt: {
            form: what === 'add' ? kind : `${kind}/${command.id}`,
            value: 'title' in command ? command.title : '',
          },
          limit: limits.title,
        });
      },

    acknowledge: async (visit: SignedInVisit): Promise<PageReply> => {
      const read = acknowledgement.safeParse(Object.fromEntries(visit.form));
      if (!read.success) return stopped(visit, 400, 'badForm');
      const { alert, seen, note } = read.data;
      const given = { alert: alertId(alert), by: visit.therapist.id, at: visit.now, note, seen };
      const change = await visit.records.change(idOf(visit), 'alert', (client) =>
        acknowledgeAlert(client, given),
      );
      return conclude(visit, change, {
        done: 'acknowledged',
        attempt: { form: `acknowledge/${alert}`, value: note },
        limit: noteLimit,
      });
    },

    renewLink: async (visit: SignedInVisit): Promise<PageReply> => {
      const read = replacing.safeParse(Object.fromEntries(visit.form));
      if (!read.success) return stopped(visit, 400, 'badForm');
      const change = await visit.records.renewInvite(idOf(visit), {
        replaces: read.data.replaces === '' ? undefined : inviteCode(read.data.replaces),
        days: dependencies.inviteDays,
        now: visit.now,
      });
      return conclude(visit, change, {
        done: 'link',
        place: 'link',
        attempt: { form: 'link', value: '' },
        limit: 0,
      });
    },
  };

  /** Back to the page after a change; the page again, with what was typed, when it was refused. */
  async function conclude(
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
      return {
        kind: 'redirect',
        to: `/workspace/clients/${encodeURIComponent(idOf(visit))}?done=${about.done}${place}`,
      };
    }
    const fault = faultWords(visit.t, change.reason, about.limit);
    const status = change.reason === 'changed-meanwhile' || change.reason === 'unknown' ? 409 : 422;
    return clientPage(dependencies, visit, { status, attempt: { ...about.attempt, fault } });
  }
}

function readCommand(
  { form, params, now }: SignedInVisit,
  what: AgreementCommand['do'],
): AgreementCommand | undefined {
  const fields = Object.fromEntries(form);
  const id = params['entry'] ?? '';
  switch (what) {
    case 'add': {
      const read = newEntry.safeParse(fields);
      return read.success ? { do: 'add', ...read.data, at: now } : undefined;
    }
    case 'reword': {
      const read = reworded.safeParse(fields);
      return read.success ? { do: 'reword', id, ...read.data } : undefined;
    }
    case 'end':
      return { do: 'end', id, at: now };
    case 'restore':
      return { do: 'restore', id };
  }
}

const idOf = ({ params }: SignedInVisit) => clientId(params['client'] ?? '');
