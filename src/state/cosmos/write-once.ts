import { StoreError } from '../documents.ts';
import { beginAttempts, type Patience } from './attempts.ts';

/** Who it was when a condition does not hold after an attempt that may have been executed. */
export type Finding<R> =
  { readonly kind: 'mine'; readonly result: R } | { readonly kind: 'theirs' | 'not-yet' | 'untold' };

export interface ConditionalWrite<R> {
  /** One request, under a condition that stops holding once it was executed. */
  readonly attempt: (signal: AbortSignal) => Promise<R>;
  readonly lookBack: (signal: AbortSignal) => Promise<Finding<R>>;
}

/**
 * Executes a conditional write once, however often it has to be sent: its condition makes sending it again harmless,
 * and when it no longer holds, looking back tells whether that is this write's own doing. Throws a `StoreError`:
 * `unavailable` if no attempt can have been executed, `unknown` if one may have been and the deadline came first.
 */
export async function writeOnce<R>(
  patience: Patience,
  { attempt, lookBack }: ConditionalWrite<R>,
): Promise<R | 'conflict'> {
  const attempts = beginAttempts(patience);
  let doubt = false;
  for (;;) {
    const tried = await attempts.try(attempt);
    if (tried.ok) return tried.value;
    let { fault } = tried;
    if (fault.kind === 'precondition') {
      if (!doubt) return 'conflict';
      const seen = await attempts.try(lookBack);
      if (seen.ok && seen.value.kind === 'mine') return seen.value.result;
      if (seen.ok && seen.value.kind === 'theirs') return 'conflict';
      if (seen.ok && seen.value.kind === 'untold') throw new StoreError('unknown', { cause: fault });
      if (!seen.ok) fault = seen.fault;
    } else if (fault.kind === 'doubtful') {
      doubt = true;
    }
    if (fault.kind === 'refused' || !(await attempts.pause(fault))) {
      throw new StoreError(doubt ? 'unknown' : 'unavailable', { cause: fault });
    }
  }
}
