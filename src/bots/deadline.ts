import { StoreError } from '../state/documents.ts';

/** The time a turn has. Counted from its arrival, so that waiting for the turn before it is part of it. */
export interface Deadline {
  /** Milliseconds, 0 when it has passed. */
  left(): number;
  /**
   * Work with the store that may take what is left. Once that is over it rejects with a `StoreError`: with `code`,
   * for work that may still be done; `unavailable` for work that was never begun.
   */
  keep<T>(code: StoreError['code'], work: () => Promise<T>): Promise<T>;
}

export function createDeadline(ms: number): Deadline {
  const end = performance.now() + ms;
  const left = () => Math.max(0, end - performance.now());
  return {
    left,
    async keep(code, work) {
      if (left() === 0) throw late('unavailable');
      return within(left(), work(), () => late(code));
    },
  };
}

/** Rejects with what `otherwise` makes when the work takes longer. The work itself goes on, unheeded. */
export async function within<T>(ms: number, work: Promise<T>, otherwise: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(otherwise()), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

const late = (code: StoreError['code']): StoreError =>
  new StoreError(code, { cause: new Error('the time of the turn is over') });
