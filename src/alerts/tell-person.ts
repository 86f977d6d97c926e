import type { Alert } from '../domain/alert.ts';
import { dueAt, isOver } from '../domain/delivery-life.ts';
import { alertChannels, type AlertChannel, type AlertDelivery } from '../domain/delivery.ts';
import type { AlertId, Instant, TherapistId } from '../domain/ids.ts';
import { isUrgent } from '../domain/is-urgent.ts';
import { quietUntil } from '../reminders/quiet-until.ts';
import { deadLetterPartition, type NoticeRound, type Store, type TherapistDocument } from '../state/store.ts';
import type { AlertMessage, AlertNotifier, NoteAbout } from './alert-notifier.ts';
import { attemptDelivery, type AttemptParts } from './attempt-delivery.ts';
import type { WorkspaceLinks } from './workspace-links.ts';

export interface TellPersonParts extends AttemptParts {
  readonly store: Pick<Store, 'deliveries' | 'deadLetters'>;
  /** In the order in which they are tried. */
  readonly channels: readonly AlertNotifier[];
  readonly links: WorkspaceLinks;
}

export interface ToTell {
  readonly alert: Alert;
  /** Whose client it is. */
  readonly owner: TherapistId;
  readonly round: NoticeRound;
  readonly person: TherapistDocument;
  /** Of this alert, as far as they are known. */
  readonly known: readonly AlertDelivery[];
}

/** `over`: nothing is left to be done. `lost`: there were channels, and none took it. `next`: when to look again. */
export type Told =
  { readonly over: true; readonly lost: boolean } | { readonly over: false; readonly next: Instant };

/** Whether a delivery belongs to this round of telling people of an alert. */
export const isOfRound = ({ id }: AlertDelivery, alert: AlertId, round: NoticeRound): boolean =>
  id.startsWith(roundPrefix(alert, round));

const roundPrefix = (alert: AlertId, { of, at, step }: NoticeRound): string =>
  `${alert}|${of}|${at}|${step}|`;

/** Milliseconds after which a channel that does not take it is given up. */
const givenUpAfter = 24 * 3_600_000;
const deadLettersKept = 30 * 86_400_000;

/**
 * Tells one person of an alert as far as that can be done now. An alliance alert goes by the first of the channels they
 * chose that takes it; a safety alert by all they have, at once. Whom none reached for certain has a dead letter.
 */
export async function tellPerson(parts: TellPersonParts, given: ToTell): Promise<Told> {
  const { alert, round, person, known } = given;
  const own = known.filter((one) => one.to === person.id && isOfRound(one, alert.id, round));
  const begun = new Set(own.map(({ channel }) => channel));
  if (begun.has('workspace')) return { over: true, lost: false };
  const wished = wishedChannels(person, alert);
  const way = parts.channels.filter(
    (notifier) =>
      begun.has(notifier.channel) || (wished.includes(notifier.channel) && notifier.reaches(person)),
  );
  if (way.length === 0) {
    await stands(parts, given);
    return { over: true, lost: false };
  }
  const ends =
    alert.kind === 'safety'
      ? await Promise.all(way.map((notifier) => send(parts, given, { notifier, until: lastChance })))
      : await oneAfterTheOther(parts, given, way);
  const next = ends
    .map((delivery) => dueAt(delivery))
    .filter((at) => at !== undefined)
    .sort()[0];
  if (next !== undefined) return { over: false, next };
  const lost = !ends.some(({ status }) => status === 'sent');
  if (lost) await bury(parts, given, ends);
  return { over: true, lost };
}

const lastChance = (delivery: Pick<AlertDelivery, 'queuedAt' | 'notBefore'>): Instant =>
  later(delivery.queuedAt, givenUpAfter);

async function oneAfterTheOther(
  parts: TellPersonParts,
  given: ToTell,
  way: readonly AlertNotifier[],
): Promise<AlertDelivery[]> {
  const ends: AlertDelivery[] = [];
  for (const [place, notifier] of way.entries()) {
    const until = place < way.length - 1 ? () => undefined : lastChance;
    const delivery = await send(parts, given, { notifier, until });
    ends.push(delivery);
    if (!isOver(delivery) || delivery.status === 'sent') break;
  }
  return ends;
}

async function send(
  parts: TellPersonParts,
  given: ToTell,
  {
    notifier,
    until,
  }: {
    readonly notifier: AlertNotifier;
    readonly until: (delivery: AlertDelivery) => Instant | undefined;
  },
): Promise<AlertDelivery> {
  const { alert, person } = given;
  const { store, now } = parts;
  const fresh = deliveryOf(given, notifier.channel, now());
  const known = given.known.find(({ id }) => id === fresh.id);
  if (known && isOver(known)) return known;
  if (!known) await store.deliveries.put(alert.client, fresh, 'absent');
  const stored = await store.deliveries.get(alert.client, fresh.id);
  if (!stored) return fresh;
  const message = messageOf(parts, given, stored.document);
  return attemptDelivery(parts, stored, {
    notifier,
    message: { ...message, therapist: person },
    until: until(stored.document),
  });
}

function deliveryOf(
  { alert, round, person }: Pick<ToTell, 'alert' | 'round' | 'person'>,
  channel: AlertDelivery['channel'],
  now: Instant,
): AlertDelivery {
  const { quiet } = person.notify ?? {};
  const heldBack = quiet && alert.kind !== 'safety' ? quietUntil(now, quiet, quiet.timeZone) : undefined;
  return {
    id: `${roundPrefix(alert.id, round)}${person.id}|${channel}`,
    schema: 1,
    client: alert.client,
    alert: alert.id,
    step: round.step,
    round: round.at,
    to: person.id,
    channel,
    status: 'queued',
    queuedAt: now,
    at: now,
    ...(heldBack !== undefined && { notBefore: heldBack }),
    token: 0,
    unsure: 0,
  };
}

function messageOf({ links }: TellPersonParts, given: ToTell, { id, client }: AlertDelivery): AlertMessage {
  const { alert, person, round, owner } = given;
  const about = aboutFor(alert, { own: person.id === owner, first: round.step === 'raised' });
  return {
    // an alert's own id tells of what kind it is; nobody is shown this one but as a hash
    id: `${client} ${id}`,
    therapist: person,
    about,
    urgent: isUrgent(alert),
    link: linkFor(links, about, alert),
    ...(person.id === owner && { alert }),
  };
}

function aboutFor(
  { kind }: Alert,
  { own, first }: { readonly own: boolean; readonly first: boolean },
): NoteAbout {
  if (own) return first ? 'client' : 'reminder';
  return kind === 'safety' ? 'call' : 'overview';
}

function linkFor(links: WorkspaceLinks, about: NoteAbout, { client }: Alert): string {
  if (about === 'overview') return links.overview();
  return about === 'call' ? links.call(client) : links.client(client);
}

const wishedChannels = ({ notify }: TherapistDocument, { kind }: Alert): readonly AlertChannel[] =>
  kind === 'safety' ? alertChannels : (notify?.channels ?? alertChannels);

/** There is no way to them but the workspace, where it is. */
async function stands(parts: TellPersonParts, given: ToTell): Promise<void> {
  const { alert } = given;
  const { deliveries } = parts.store;
  if (alert.kind === 'safety') await bury(parts, given, []);
  const at = parts.now();
  const stood: AlertDelivery = {
    ...deliveryOf(given, 'workspace', at),
    status: 'sent',
    expiresAt: later(at, 3 * deadLettersKept),
  };
  await deliveries.put(alert.client, stood, 'absent');
}

async function bury(
  { store, now }: TellPersonParts,
  { alert, round, person }: ToTell,
  ends: readonly AlertDelivery[],
): Promise<void> {
  const letter = {
    id: `${round.at}|${alert.client}|${roundPrefix(alert.id, round)}${person.id}`,
    schema: 1,
    client: alert.client,
    alert: alert.id,
    to: person.id,
    step: round.step,
    at: now(),
    why: ends.flatMap(({ channel, why = 'unsure' as const }) =>
      channel === 'workspace' ? [] : [{ channel, why }],
    ),
    expiresAt: later(now(), deadLettersKept),
  } as const;
  await store.deadLetters.put(deadLetterPartition, letter, 'absent');
}

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
