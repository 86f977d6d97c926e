import { ErrorResponse } from '@azure/cosmos';

/**
 * What a failed request did and whether to try again.
 * `precondition`: not executed, the document is not as expected. `busy`: not executed, worth another try.
 * `doubtful`: it may have been executed, worth another try. `refused`: not executed, and never will be.
 */
export type FaultKind = 'precondition' | 'busy' | 'doubtful' | 'refused';

/** A failed request, without anything of what was sent or answered but its codes. */
export class CosmosFault extends Error {
  readonly kind: FaultKind;
  /** Such as `HTTP_429`, `HTTP_404_1003` or `SOCKET_ECONNRESET`. */
  readonly code: string;
  /** Milliseconds the service asked to wait. */
  readonly retryAfterMs: number | undefined;
  constructor(kind: FaultKind, code: string, retryAfterMs?: number) {
    super(`cosmos ${code}`);
    this.name = 'CosmosFault';
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whatever the SDK threw. The original is let go: it holds the request, with its content and credentials. */
export function faultOf(error: unknown): CosmosFault {
  if (error instanceof CosmosFault) return new CosmosFault(error.kind, error.code, error.retryAfterMs);
  if (error instanceof ErrorResponse && typeof error.code === 'number') {
    return statusFault(error.code, error.substatus, error.retryAfterInMs);
  }
  return new CosmosFault('doubtful', 'UNEXPECTED');
}

/** An answer of the service that is not a success. */
export function statusFault(status: number, substatus = 0, retryAfterMs?: number): CosmosFault {
  const code = substatus === 0 ? `HTTP_${status}` : `HTTP_${status}_${substatus}`;
  const wait = retryAfterMs !== undefined && retryAfterMs >= 0 ? retryAfterMs : undefined;
  return new CosmosFault(kindOf(status, substatus), code, wait);
}

/** Substatus codes: 1002 a replica lags behind the session, 3 the region takes no writes while it fails over. */
function kindOf(status: number, substatus: number): FaultKind {
  if (status === 429 || status === 449) return 'busy';
  if (status === 409 || status === 412 || (status === 404 && substatus === 0)) return 'precondition';
  if ((status === 404 && substatus === 1002) || (status === 403 && substatus === 3)) return 'busy';
  if (status === 408 || status === 410 || status >= 500) return 'doubtful';
  return 'refused';
}
