import type { ClientId } from '../../domain/ids.ts';
import type { ClientDocument, TranscriptEntry } from '../../state/client-document.ts';
import { Reader, type ReaderSocket } from './reader.ts';
import { createSeenPositions } from './seen-positions.ts';
import type { Holder } from './token.ts';

type Transcript = ClientDocument['transcript'];

/** Devices of one user beyond this lose the one that has been open longest. */
const socketsPerUser = 8;

/**
 * Who is reading which conversation at this moment. The transcript in the store is the truth; a push saves a
 * reader from looking, and one that sees a gap looks for itself.
 */
export interface Live {
  /** Shows everything after the watermark and stays until the socket closes. */
  attach(socket: ReaderSocket, given: Holder & { readonly watermark: number }): void;
  /** A committed entry, new or replaced. */
  push(client: ClientId, entry: TranscriptEntry): void;
  /** Something that is not in the transcript, to whoever is reading now. */
  say(client: ClientId, activity: Readonly<Record<string, unknown>>): void;
  /** Highest position that is known to have reached this device since the process began. */
  seen(holder: Holder): number;
  /** Up to here the device has everything. */
  confirm(holder: Holder, position: number): void;
  /** Tells every device to come back later. */
  close(): void;
}

export function createLive(read: (client: ClientId) => Promise<Transcript | undefined>): Live {
  const readers = new Map<ClientId, Set<Reader>>();
  const positions = createSeenPositions();

  return {
    confirm: positions.confirm,
    seen: positions.of,
    attach(socket, { userId, client, watermark }) {
      const here = readers.get(client) ?? new Set();
      readers.set(client, here);
      const own = [...here].filter((reader) => reader.userId === userId);
      for (const oldest of own.slice(0, Math.max(0, own.length + 1 - socketsPerUser))) {
        // At once: its close may take a while to come, and meanwhile it must not be the oldest again.
        here.delete(oldest);
        oldest.end(1008);
      }

      const reader = new Reader(socket, {
        userId,
        client,
        watermark,
        read: () => read(client),
        reached: (position) => positions.confirm({ userId, client }, position),
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
    close() {
      for (const here of readers.values()) for (const reader of here) reader.end(1001);
    },
  };
}
