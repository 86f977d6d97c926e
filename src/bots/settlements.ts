import { setTimeout as wait } from 'node:timers/promises';
import type { ClientId } from '../domain/ids.ts';
import { withoutFiled } from '../state/audit/without-filed.ts';
import type { ClientDocument, Delivered } from '../state/client-document.ts';

/** What has been done since a client's commit, as far as it is known here. */
export interface Done {
  /** What a connector channel has accepted. */
  readonly delivered?: Delivered;
  /** The revision up to which effects were performed. */
  readonly performed?: number;
  /** The sequence up to which the audit's events were filed. That alone waits for a commit: filing it again does no harm. */
  readonly filed?: number;
  /** Something could not be done, or nobody knows: the document is looked at. */
  readonly left?: true;
}

/**
 * What was done after commits and no commit says yet. The client's next commit takes it along; what has waited for
 * one a second is written, so that another instance knows it before a person has read and answered, and tried again
 * where that fails. A crash forgets it: then a question is shown once more, and effects are performed once more.
 */
export interface Settlements {
  /** The document with what is known here in it; the very same one when that is nothing new. */
  takeAlong(document: ClientDocument): ClientDocument;
  note(client: ClientId, done: Done): void;
  /**
   * When the delivery that `takeAlong` puts into the document was noted here, as `performance.now()` says it: for what
   * happened in the same millisecond. `undefined` once it is not known here any more.
   */
  deliveredAt(client: ClientId): number | undefined;
  /** Writes what is not written, once, as far as a few seconds go: before the process ends. */
  settle(): Promise<void>;
}

interface Waiting extends Done {
  readonly deliveredAt?: number;
  /** How often it could not be written. */
  readonly failures: number;
  /** By `performance.now()`. */
  readonly notBefore: number;
}

/** Writes at once. */
const atOnce = 20;
/** Milliseconds between two attempts for one client. */
const longestPauseMs = 120_000;
/** Milliseconds at the end of a process; the next start does what is left. */
const longestSettlingMs = 5_000;

export function createSettlements(
  /** Does what is left to do in the client's document, and commits what `takeAlong` makes of it. */
  write: (client: ClientId) => Promise<void>,
  {
    most = 10_000,
    patienceMs = 1000,
    failed = () => undefined,
  }: {
    /** The longest waiting are forgotten beyond this. */
    readonly most?: number;
    readonly patienceMs?: number;
    readonly failed?: (error: unknown) => void;
  } = {},
): Settlements {
  const waiting = new Map<ClientId, Waiting>();
  let timer: { readonly at: number; readonly handle: NodeJS.Timeout } | undefined;
  let running: Promise<void> | undefined;

  const attempt = async (client: ClientId): Promise<void> => {
    const entry = waiting.get(client);
    if (!entry) return;
    try {
      await write(client);
      if (waiting.get(client) === entry) waiting.delete(client);
    } catch (error) {
      failed(error);
      const failures = entry.failures + 1;
      const pause = Math.min(longestPauseMs, patienceMs * 2 ** failures);
      const now = waiting.get(client) ?? entry;
      waiting.set(client, { ...now, failures, notBefore: performance.now() + pause });
    }
  };
  const round = async (clients: readonly ClientId[]): Promise<void> => {
    const left = clients.values();
    const workers = Array.from({ length: atOnce }, async () => {
      for (const client of left) await attempt(client);
    });
    await Promise.all(workers);
  };
  const lastRound = async (): Promise<void> => {
    await running;
    await round([...waiting.keys()]);
  };
  const run = (): void => {
    timer = undefined;
    const now = performance.now();
    const ready = [...waiting].filter(([, entry]) => isDue(entry) && entry.notBefore <= now);
    running = round(ready.map(([client]) => client)).finally(() => {
      running = undefined;
      const left = [...waiting.values()].filter(isDue);
      if (left.length > 0) runAt(Math.min(...left.map(({ notBefore }) => notBefore)));
    });
  };
  /** Once within a second at the earliest. */
  const runAt = (wanted: number): void => {
    const at = Math.max(wanted, performance.now() + patienceMs);
    if (running || (timer && timer.at <= at)) return;
    clearTimeout(timer?.handle);
    timer = { at, handle: setTimeout(run, Math.max(0, at - performance.now())).unref() };
  };

  return {
    takeAlong(document) {
      const { id } = document.client;
      const done = waiting.get(id);
      if (!done) return document;
      const known = settled(document, done);
      if (known === document && !isDue(done)) waiting.delete(id);
      return known;
    },
    note(client, done) {
      const all = together(waiting.get(client), done);
      waiting.delete(client);
      const [oldest] = waiting.keys();
      if (waiting.size >= most && oldest !== undefined) waiting.delete(oldest);
      waiting.set(client, all);
      if (isDue(all)) runAt(all.notBefore);
    },
    deliveredAt: (client) => waiting.get(client)?.deliveredAt,
    async settle() {
      clearTimeout(timer?.handle);
      timer = undefined;
      await Promise.race([lastRound(), wait(longestSettlingMs, undefined, { ref: false })]);
    },
  };
}

/** There is something to write; what was only filed can wait for a commit. */
const isDue = ({ delivered, performed, left }: Done): boolean =>
  delivered !== undefined || performed !== undefined || left === true;

/** What reaches further counts: a replay of an older activity turns nothing back. */
function together(
  before: Waiting = { failures: 0, notBefore: 0 },
  { delivered, performed, filed, left }: Done,
): Waiting {
  const further = delivered && (before.delivered?.last ?? 0) < delivered.last;
  return {
    ...before,
    ...(further && { delivered, deliveredAt: performance.now() }),
    ...(performed !== undefined && { performed: Math.max(performed, before.performed ?? 0) }),
    ...(filed !== undefined && { filed: Math.max(filed, before.filed ?? 0) }),
    ...(left && { left }),
  };
}

function settled(document: ClientDocument, { delivered, performed = 0, filed = 0 }: Done): ClientDocument {
  const reached = delivered && delivered.last > document.delivered.last;
  const isDone = document.pending.some(({ revision }) => revision <= performed);
  const isFiled = document.audit.unfiled.some(({ sequence }) => sequence <= filed);
  if (!reached && !isDone && !isFiled) return document;
  return {
    ...document,
    ...(reached && { delivered }),
    ...(isDone && { pending: document.pending.filter(({ revision }) => revision > performed) }),
    ...(isFiled && { audit: withoutFiled(document.audit, filed) }),
  };
}
