/** A message could not be sent. Neither it nor where it was to go is in the text. */
export class ConnectorError extends Error {
  /** `CONNECTOR_REFUSED`: the service answered `statusCode`. `CONNECTOR_UNREACHABLE`: it did not answer. */
  readonly code: 'CONNECTOR_REFUSED' | 'CONNECTOR_UNREACHABLE';
  readonly statusCode: number | undefined;
  constructor(statusCode: number | undefined, options?: { cause: unknown }) {
    super('a message could not be sent', options);
    this.name = 'ConnectorError';
    this.code = statusCode === undefined ? 'CONNECTOR_UNREACHABLE' : 'CONNECTOR_REFUSED';
    this.statusCode = statusCode;
  }
}
