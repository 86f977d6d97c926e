import { cleanLine } from './clean-text.ts';
import type { Client, Goal, Homework } from './client.ts';
import type { ClientId, Instant, TherapistId } from './ids.ts';

/** What a therapist may write for a client, in characters. */
export const limits = { label: 80, title: 120, active: 3, ended: 20 } as const;

export type Refusal =
  | 'unknown'
  | 'empty'
  | 'too-long'
  /** As many are active as a check-in can ask about. */
  | 'too-many'
  /** An active one already reads the same. */
  | 'duplicate'
  /** Somebody else changed it since it was looked at. */
  | 'changed-meanwhile'
  /** A safety alert is acknowledged before it is closed. */
  | 'not-acknowledged'
  /** A closed alert is not opened beside another of its kind. */
  | 'another-open'
  | 'too-late'
  /** An alert has as many steps as it takes. */
  | 'full';

/** A refused change is a value: the client stays as they were. */
export type Change =
  { readonly ok: true; readonly client: Client } | { readonly ok: false; readonly reason: Refusal };

/** Goals and homework live alike: agreed on, worded anew, ended, put back. */
export type AgreementKind = 'goals' | 'homework';

export type AgreementCommand =
  /** The id is chosen before it is sent, so that sending twice adds one. */
  | { readonly do: 'add'; readonly id: string; readonly title: string; readonly at: Instant }
  | { readonly do: 'reword'; readonly id: string; readonly title: string; readonly was: string }
  | { readonly do: 'end'; readonly id: string; readonly at: Instant }
  | { readonly do: 'restore'; readonly id: string };

/**
 * Changes a client's goals or homework. Repeating a command changes nothing more. Titles are cleaned to one line
 * of 1–120 characters; at most 3 are active at a time and the 20 latest ended ones are kept.
 */
export function changeAgreement(client: Client, kind: AgreementKind, command: AgreementCommand): Change {
  if (kind === 'goals') {
    const made = (id: string, title: string, at: Instant): Goal => ({ id, title, agreedAt: at });
    const goals = changeList(client.goals, command, made);
    return goals.ok ? { ok: true, client: { ...client, goals: goals.list } } : goals;
  }
  const made = (id: string, title: string, at: Instant): Homework => ({ id, title, setAt: at });
  const homework = changeList(client.homework, command, made);
  return homework.ok ? { ok: true, client: { ...client, homework: homework.list } } : homework;
}

export interface NewClient {
  readonly id: ClientId;
  readonly therapist: TherapistId;
  readonly label: string;
  readonly at: Instant;
}

/** A client as enrolled, before they have joined; `label` is cleaned to one line of 1–80 characters. */
export function enrolledClient({ id, therapist, label, at }: NewClient): Change {
  const cleaned = cleanLine(label);
  if (!cleaned) return refuse('empty');
  if (cleaned.length > limits.label) return refuse('too-long');
  return {
    ok: true,
    client: {
      id,
      therapist,
      label: cleaned,
      status: 'invited',
      demo: false,
      enrolledAt: at,
      goals: [],
      homework: [],
      recent: [],
      alerts: [],
    },
  };
}

type Entry = { readonly id: string; readonly title: string; readonly endedAt?: Instant };
type Listed<T> =
  { readonly ok: true; readonly list: readonly T[] } | { readonly ok: false; readonly reason: Refusal };

function changeList<T extends Entry>(
  list: readonly T[],
  command: AgreementCommand,
  made: (id: string, title: string, at: Instant) => T,
): Listed<T> {
  const known = list.find((entry) => entry.id === command.id);
  const same = (changed: T): Listed<T> => ({
    ok: true,
    list: bounded(list.map((entry) => (entry.id === command.id ? changed : entry))),
  });
  switch (command.do) {
    case 'add': {
      if (known) return { ok: true, list };
      const title = cleanLine(command.title);
      const fault = faultOf(list, command.id, title) ?? noRoom(list);
      return fault ? refuse(fault) : { ok: true, list: [...list, made(command.id, title, command.at)] };
    }
    case 'reword': {
      if (!known || known.endedAt !== undefined) return refuse('unknown');
      const title = cleanLine(command.title);
      if (title === known.title) return { ok: true, list };
      const fault = faultOf(list, command.id, title);
      if (fault) return refuse(fault);
      return known.title === command.was ? same({ ...known, title }) : refuse('changed-meanwhile');
    }
    case 'end': {
      if (!known) return refuse('unknown');
      return known.endedAt === undefined ? same({ ...known, endedAt: command.at }) : { ok: true, list };
    }
    case 'restore':
      break;
  }
  if (!known) return refuse('unknown');
  if (known.endedAt === undefined) return { ok: true, list };
  const fault = faultOf(list, command.id, known.title) ?? noRoom(list);
  return fault ? refuse(fault) : same({ ...known, endedAt: undefined });
}

function faultOf(list: readonly Entry[], id: string, title: string): Refusal | undefined {
  if (!title) return 'empty';
  if (title.length > limits.title) return 'too-long';
  const alike = list.some(
    (entry) => entry.id !== id && entry.endedAt === undefined && fold(entry.title) === fold(title),
  );
  return alike ? 'duplicate' : undefined;
}

const noRoom = (list: readonly Entry[]): Refusal | undefined =>
  list.filter((entry) => entry.endedAt === undefined).length >= limits.active ? 'too-many' : undefined;

/** Keeps every active entry and the latest ended ones. */
function bounded<T extends Entry>(list: readonly T[]): readonly T[] {
  const ended = list
    .filter((entry) => entry.endedAt !== undefined)
    .sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''));
  const dropped = new Set(ended.slice(limits.ended));
  return list.filter((entry) => !dropped.has(entry));
}

const fold = (title: string): string => title.toLocaleLowerCase('und');

const refuse = (reason: Refusal): { readonly ok: false; readonly reason: Refusal } => ({ ok: false, reason });
