import { z } from 'zod';
import {
  changeAgreement,
  limits,
  type AgreementCommand,
  type AgreementKind,
} from '../../../domain/client-changes.ts';
import { clientId, inviteCode } from '../../../domain/ids.ts';
import type { WorkspaceDependencies } from '../dependencies.ts';
import { stopped } from '../message-page.ts';
import type { PageReply, SignedInVisit } from '../route.ts';
import { conclude } from './conclude.ts';

type Action = (visit: SignedInVisit) => Promise<PageReply>;

const newEntry = z.object({ id: z.string().regex(/^[\w-]{8,64}$/), title: z.string() });
const reworded = z.object({ title: z.string(), was: z.string() });
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
        return conclude(dependencies, visit, change, {
          done: what === 'end' ? 'ended' : what === 'restore' ? 'restored' : 'saved',
          place: kind,
          attempt: {
            form: what === 'add' ? kind : `${kind}/${command.id}`,
            value: 'title' in command ? command.title : '',
          },
          limit: limits.title,
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
      return conclude(dependencies, visit, change, {
        done: 'link',
        place: 'link',
        attempt: { form: 'link', value: '' },
        limit: 0,
      });
    },
  };
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
