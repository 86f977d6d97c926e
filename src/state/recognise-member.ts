import { createHash } from 'node:crypto';
import { therapistId, type Instant, type TherapistId } from '../domain/ids.ts';
import type { Role } from '../domain/rights.ts';
import type { Auditor } from './audit/auditor.ts';
import { auditTherapist } from './audit-therapist.ts';
import { StoreError, type Stored } from './documents.ts';
import { readPages } from './read-pages.ts';
import { clinicPartition, type AccountIdentity, type Store, type TherapistDocument } from './store.ts';

/** Who somebody is, as an identity provider vouches for it. */
export interface Identity {
  readonly account: AccountIdentity;
  /** One line of at most 80 characters. */
  readonly name?: string;
  /** One of ours. */
  readonly language?: string;
  /** What they are here; empty for somebody without a role. */
  readonly roles: readonly Role[];
}

export interface Recognition {
  readonly identity: Identity;
  readonly now: Instant;
  /** For whom the provider gives no name or language. */
  readonly otherwise: { readonly name: string; readonly language: string };
  /** `sub` or `oid` of the one person who takes the first therapist's record over. */
  readonly firstTherapist?: string | undefined;
}

/**
 * The record of a member of staff who has just signed in: theirs by issuer and subject, else the first therapist's if it
 * is free for them, else a new one. Name and roles follow the provider. Audited; safe to repeat, and when two browsers of
 * one person arrive at once they get one record. Throws a `StoreError`.
 */
export async function recogniseMember(
  parts: { readonly store: Store; readonly auditor: Auditor },
  given: Recognition,
): Promise<TherapistDocument> {
  const { store } = parts;
  const { identity, now } = given;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = (await ownRecord(store, identity.account)) ?? (await freeRecord(store, given));
    const member = stored ? stillTheirs(stored.document, given) : newRecord(given);
    const put = await store.therapists.put(clinicPartition, member, stored?.etag ?? 'absent');
    if (!put.ok) continue;
    await auditTherapist(parts, member.id, {
      at: now,
      actor: { role: identity.roles[0] ?? 'therapist', id: member.id },
      action: 'create',
      record: 'session',
      outcome: 'success',
    });
    return member;
  }
  throw new StoreError('unavailable', { cause: new Error('a therapist document kept changing') });
}

async function ownRecord(
  store: Store,
  { issuer, subject }: AccountIdentity,
): Promise<Stored<TherapistDocument> | undefined> {
  for await (const { id, account } of readPages(store.therapists, clinicPartition, 1000)) {
    if (account?.issuer === issuer && account.subject === subject) {
      return store.therapists.get(clinicPartition, id);
    }
  }
  return undefined;
}

/**
 * The installation begins with a therapist whom nobody is yet. The first to sign in as a therapist takes that record
 * over, unless it is made up or has clients already: those are nobody's who merely comes first.
 */
async function freeRecord(
  store: Store,
  { identity: { account, roles }, firstTherapist }: Recognition,
): Promise<Stored<TherapistDocument> | undefined> {
  if (!roles.includes('therapist')) return undefined;
  const clinic = await store.clinic.get(clinicPartition, 'clinic');
  const first = clinic && (await store.therapists.get(clinicPartition, clinic.document.therapist));
  if (!first || first.document.account) return undefined;
  if (firstTherapist !== undefined) {
    const isMeant = firstTherapist === account.subject || firstTherapist.toLowerCase() === account.objectId;
    return isMeant ? first : undefined;
  }
  return first.document.demo || (await hasClients(store, first.document.id)) ? undefined : first;
}

/** Strangers' words wait there for whoever comes. */
async function hasClients(store: Store, therapist: TherapistId): Promise<boolean> {
  for await (const { status } of readPages(store.caseload, therapist, 1000)) {
    if (status !== 'stranger') return true;
  }
  return false;
}

const stillTheirs = (
  document: TherapistDocument,
  { identity: { account, name, language, roles } }: Recognition,
): TherapistDocument => ({
  ...document,
  name: name ?? document.name,
  language: (document.account ? undefined : language) ?? document.language,
  account,
  roles,
});

function newRecord({
  identity: { account, name, language, roles },
  otherwise,
}: Recognition): TherapistDocument {
  // the same for every browser in which they sign in for the first time
  const id = createHash('sha256')
    .update(JSON.stringify([account.issuer, account.subject]))
    .digest('hex');
  return {
    id: therapistId(`t-${id.slice(0, 24)}`),
    name: name ?? otherwise.name,
    language: language ?? otherwise.language,
    demo: false,
    account,
    roles,
  };
}
