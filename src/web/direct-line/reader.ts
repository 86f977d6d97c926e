import type { WebSocket } from 'ws';
import type { ClientId } from '../../domain/ids.ts';
import type { ClientDocument, TranscriptEntry } from '../../state/client-document.ts';
import { entriesAfter, entryActivity, type ActivityGroup } from './wire.ts';

export type ReaderSocket = Pick<
  WebSocket,
  'send' | 'ping' | 'close' | 'terminate' | 'on' | 'bufferedAmount' | 'readyState' | 'OPEN'
>;

/** Milliseconds between signs of life; one that stays unanswered ends the connection. */
const heartbeatMs = 15_000;
/** After a read that failed. */
const rereadMs = 2_000;
const backlogBytes = 4 * 1024 * 1024;

/**
 * One device on one WebSocket. It registers before it reads, so nothing falls between reading and listening;
 * what is pushed meanwhile makes it read again. A pong says that the frames before its ping have arrived.
 */
export class Reader {
  readonly userId: string;
  readonly #socket: ReaderSocket;
  readonly #client: ClientId;
  readonly #read: () => Promise<ClientDocument['transcript'] | undefined>;
  readonly #reached: (position: number) => void;
  /** The device has everything up to this revision, once the frames arrive. */
  #sent: number;
  /** The highest revision it has been told of. */
  #told = 0;
  #reading = false;
  #answered = true;
  #timers: NodeJS.Timeout[] = [];

  constructor(
    socket: ReaderSocket,
    given: {
      readonly userId: string;
      readonly client: ClientId;
      readonly watermark: number;
      readonly read: () => Promise<ClientDocument['transcript'] | undefined>;
      readonly reached: (position: number) => void;
      readonly closed: () => void;
    },
  ) {
    this.userId = given.userId;
    this.#socket = socket;
    this.#client = given.client;
    this.#read = given.read;
    this.#reached = given.reached;
    this.#sent = given.watermark;
    socket.on('pong', (data) => {
      this.#answered = true;
      const position = Number(data.toString());
      if (Number.isSafeInteger(position)) this.#reached(Math.min(position, this.#sent));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      for (const timer of this.#timers) clearTimeout(timer);
      given.closed();
    });
  }

  /** Reads what stands after the watermark and begins to listen. */
  start(): void {
    this.#timers.push(setInterval(() => this.#beat(), heartbeatMs));
    void this.#catchUp({ first: true });
  }

  take(entry: TranscriptEntry): void {
    if (entry.revision <= this.#told) return;
    this.#told = entry.revision;
    if (this.#reading) return;
    if (entry.revision === this.#sent + 1) this.#write([entry], entry.revision);
    else if (entry.revision > this.#sent) void this.#catchUp({ first: false });
  }

  show(activity: Readonly<Record<string, unknown>>): void {
    this.#send({ activities: [activity], watermark: String(this.#sent) });
  }

  end(code: 1001 | 1008 | 1011): void {
    this.#socket.close(code);
    // A device that does not answer the close would hold up the server's.
    this.#timers.push(setTimeout(() => this.#socket.terminate(), 1000));
  }

  async #catchUp({ first }: { first: boolean }): Promise<void> {
    this.#reading = true;
    let begun = !first;
    for (;;) {
      const told = this.#told;
      let transcript: ClientDocument['transcript'] | undefined;
      try {
        transcript = await this.#read();
      } catch {
        // The store is away: what is said in passing still gets through, the rest when it is back.
        await new Promise((resolve) => this.#timers.push(setTimeout(resolve, rereadMs)));
        continue;
      }
      if (this.#socket.readyState !== this.#socket.OPEN) return;
      if (!transcript) return this.end(1008);
      if (!begun && this.#sent <= transcript.last) this.#reached(this.#sent);
      if (!begun || transcript.last > this.#sent) {
        this.#write(entriesAfter(transcript, this.#sent), transcript.last);
      }
      begun = true;
      if (this.#told <= Math.max(told, this.#sent)) break;
    }
    this.#reading = false;
  }

  #write(entries: readonly TranscriptEntry[], last: number): void {
    this.#sent = last;
    const reader = { userId: this.userId, client: this.#client };
    this.#send({
      activities: entries.map((entry) => entryActivity(entry, reader)),
      watermark: String(last),
    });
    this.#socket.ping(String(last));
  }

  #send(group: ActivityGroup): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify(group));
    if (this.#socket.bufferedAmount > backlogBytes) this.#socket.terminate();
  }

  /** An empty frame, which the client ignores, lets our page notice a silent line; the ping lets us. */
  #beat(): void {
    if (!this.#answered) return this.#socket.terminate();
    this.#answered = false;
    this.#socket.send('');
    return this.#socket.ping(String(this.#sent));
  }
}
