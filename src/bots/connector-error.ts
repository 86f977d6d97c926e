/** A message could not be sent. Neither it nor where it was to go is in the text. */
export class ConnectorError extends Error {
  /** `CONNECTOR_REFUSED`: the service answered `statusCode`. `CONNECTOR_UNREACHABLE`: it did not answer. */
  readonly code: 'CONNECTOR_REFUSED' | 'CONNECTOR_UNREACHABLE';
  readonly statusCode: number | undefined;
  /** In how many milliseconds it may be tried again, where the service said so. */
  readonly afterMs: number | undefined;
  /** It never left this machine: there was no token to show, or nobody to connect to. */
  readonly unsent: boolean;
  constructor(
    statusCode: number | undefined,
    {
      afterMs,
      unsent = false,
      cause,
    }: { afterMs?: number | undefined; unsent?: boolean; cause?: unknown } = {},
  ) {
    super('a message could not be sent', cause === undefined ? {} : { cause });
    this.name = 'ConnectorError';
    this.code = statusCode === undefined ? 'CONNECTOR_UNREACHABLE' : 'CONNECTOR_REFUSED';
    this.statusCode = statusCode;
    this.afterMs = afterMs;
    this.unsent = unsent;
  }
}
