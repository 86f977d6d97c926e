import type { ClientId } from '../../domain/ids.ts';
import type { ClientDocument, TranscriptEntry } from '../../state/client-document.ts';
import { Reader, type ReaderSocket } from './reader.ts';

type Transcript = ClientDocument['transcript'];

/** Devices of one user beyond this lose the one that has been open longest. */
const socketsPerUser = 8;

/**
 * Who is reading which conversation at this moment. The transcript in the store is the truth; a push saves a
 * reader from looking, and one that sees a gap looks for itself.
 */
export interface Live {
  /** Shows everything after the watermark and stays until the socket closes. */
  attach(socket: ReaderSocket, given: { userId: string; client: ClientId; watermark: number }): void;
  /** A committed entry, new or replaced. */
  push(client: ClientId, entry: TranscriptEntry): void;
  /** Something that is not in the transcript, to whoever is reading now. */
  say(client: ClientId, activity: Readonly<Record<string, unknown>>): void;
  /** Highest position that is known to have reached the client, on any device, since the process began. */
  seen(client: ClientId): number;
  /** Up to here the client has everything. */
  confirm(client: ClientId, position: number): void;
  /** Tells every device to come back later. */
  close(): void;
}

export function createLive(read: (client: ClientId) => Promise<Transcript | undefined>): Live {
  const readers = new Map<ClientId, Set<Reader>>();
  const seen = new Map<ClientId, number>();

  const confirm = (client: ClientId, position: number) => {
    if (position > (seen.get(client) ?? 0)) seen.set(client, position);
  };

  return {
    confirm,
    attach(socket, { userId, client, watermark }) {
      const here = readers.get(client) ?? new Set();
      readers.set(client, here);
      const oldest = [...here].filter((reader) => reader.userId === userId);
      if (oldest.length >= socketsPerUser) oldest[0]?.end(1008);

      const reader = new Reader(socket, {
        userId,
        client,
        watermark,
        read: () => read(client),
        reached: (position) => confirm(client, position),
        closed: () => {
          here.delete(reader);
          if (here.size === 0 && readers.get(client) === here) readers.delete(client);
        },
      });
      here.add(reader);
      reader.start();
    },
    push(client, entry) {
      for (const reader of readers.get(client) ?? []) reader.take(entry);
    },
    say(client, activity) {
      for (const reader of readers.get(client) ?? []) reader.show(activity);
    },
    seen: (client) => seen.get(client) ?? 0,
    close() {
      for (const here of readers.values()) for (const reader of here) reader.end(1001);
    },
  };
}
