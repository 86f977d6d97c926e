import { withoutFiled } from '../state/audit/without-filed.ts';
import type { ClientDocument, Delivered } from '../state/client-document.ts';
import type { ClientId } from '../domain/ids.ts';

/** What has been done since a client's commit, as far as it is known here. */
export interface Done {
  /** What a connector channel has accepted. */
  readonly delivered?: Delivered;
  /** The revision up to which effects were performed. */
  readonly performed?: number;
  /** The sequence up to which the audit's events were filed. */
  readonly filed?: number;
}

/**
 * What was done after commits and no commit says yet. The client's next commit takes it along; what has waited for
 * one a second is written, so that another instance knows it before a person has read and answered, and tried again
 * where that fails. A crash forgets it: then a question is shown once more, and effects are performed once more.
 */
export interface Settlements {
  /** The document with what is known here in it; the very same one when that is nothing new. */
  takeAlong(document: ClientDocument): ClientDocument;
  /**
   * What was filed alone waits for a commit: filing it again does no harm. Nothing at all: something is left to do in
   * the document.
   */
  note(client: ClientId, done: Done): void;
  /**
   * When the delivery that `takeAlong` puts into the document was noted here, as `performance.now()` says it: for what
   * happened in the same millisecond. `undefined` once it is not known here any more.
   */
  deliveredAt(client: ClientId): number | undefined;
  /** Writes what is not written: before the process ends. */
  settle(): Promise<void>;
}

/** Between two attempts, when the store does not take it. */
const longestPauseMs = 120_000;

export function createSettlements(
  /** Does what is left to do in the client's document, and commits what `takeAlong` makes of it. */
  write: (client: ClientId) => Promise<void>,
  {
    most = 1000,
    patienceMs = 1000,
    failed = () => undefined,
  }: {
    readonly most?: number;
    readonly patienceMs?: number;
    readonly failed?: (error: unknown) => void;
  } = {},
): Settlements {
  const waiting = new Map<ClientId, Done & { readonly deliveredAt?: number }>();
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = patienceMs;
  const settle = async () => {
    clearTimeout(timer);
    timer = undefined;
    const written = await Promise.allSettled(
      [...waiting].map(async ([client, done]) => {
        await write(client);
        if (waiting.get(client) === done) waiting.delete(client);
      }),
    );
    for (const result of written) if (result.status === 'rejected') throw result.reason;
  };
  const settleLater = () => {
    timer ??= setTimeout(() => void settleOrRetry(), pauseMs).unref();
  };
  const settleOrRetry = async () => {
    try {
      await settle();
      pauseMs = patienceMs;
    } catch (error) {
      failed(error);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      settleLater();
    }
  };
  return {
    takeAlong(document) {
      const done = waiting.get(document.client.id);
      return done ? settled(document, done) : document;
    },
    note(client, done) {
      const all = together(waiting.get(client), done);
      waiting.delete(client);
      waiting.set(client, all);
      if (waiting.size > most) void settleOrRetry();
      else if (done.filed === undefined) settleLater();
    },
    deliveredAt: (client) => waiting.get(client)?.deliveredAt,
    settle,
  };
}

/** What reaches further counts: a replay of an older activity turns nothing back. */
function together(
  before: Done & { readonly deliveredAt?: number } = {},
  { delivered, performed, filed }: Done,
): Done & { readonly deliveredAt?: number } {
  const further = delivered && (before.delivered?.last ?? 0) < delivered.last;
  return {
    ...before,
    ...(further && { delivered, deliveredAt: performance.now() }),
    ...(performed !== undefined && { performed: Math.max(performed, before.performed ?? 0) }),
    ...(filed !== undefined && { filed: Math.max(filed, before.filed ?? 0) }),
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
