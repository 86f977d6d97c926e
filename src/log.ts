import { pino, stdTimeFunctions, type DestinationStream } from 'pino';

/** Everything a log line may hold. What is not named here cannot be logged. */
export interface LogFields {
  /** The route's name in the code, never the URL. */
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  /** Duration in milliseconds. */
  readonly ms?: number;
  readonly code?: string;
  readonly count?: number;
  readonly port?: number;
  /** `YYYY-MM-DD:SEAL`: where the audit's chains stood, to be held against the store later. */
  readonly anchor?: string;
  /** Logged as its class and code; its message and stack may hold what a client wrote. */
  readonly error?: unknown;
}

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** `event` is a fixed lower-case name of the code's, such as `turn-failed`; a free text is not logged. */
export function createLog(options: {
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  destination?: DestinationStream;
}): Log {
  const logger = pino(
    { level: options.level, base: null, timestamp: stdTimeFunctions.isoTime, messageKey: 'event' },
    options.destination,
  );
  const name = (event: string) => kebab(event) ?? 'unnamed';
  return {
    debug(event, fields) {
      // once for every request, and mostly for nobody
      if (logger.isLevelEnabled('debug')) logger.debug(allowed(fields), name(event));
    },
    info: (event, fields) => logger.info(allowed(fields), name(event)),
    warn: (event, fields) => logger.warn(allowed(fields), name(event)),
    error: (event, fields) => logger.error(allowed(fields), name(event)),
  };
}

function allowed(fields: LogFields = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({
      route: kebab(fields.route),
      method: matching(fields.method, /^[A-Z]{3,7}$/),
      status: finite(fields.status),
      ms: finite(fields.ms),
      code: symbol(fields.code),
      count: finite(fields.count),
      port: finite(fields.port),
      anchor: matching(fields.anchor, /^\d{4}-\d\d-\d\d:[\w-]{43}$/),
      error: describe(fields.error),
    }).filter(([, value]) => value !== undefined),
  );
}

/** Class and code down the chain of causes, such as `StoreError unavailable < Error ERR_SQLITE_ERROR`. */
function describe(error: unknown): string | undefined {
  const chain: string[] = [];
  for (let at = error; at !== undefined && at !== null && chain.length < 4;) {
    if (!(at instanceof Error)) {
      chain.push('not-an-error');
      break;
    }
    const code = 'code' in at ? symbol(at.code) : undefined;
    chain.push([matching(at.constructor.name, /^\w{1,60}$/) ?? 'Error', code].filter(Boolean).join(' '));
    at = at.cause;
  }
  return chain.length > 0 ? chain.join(' < ') : undefined;
}

const matching = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;
const kebab = (value: unknown) => matching(value, /^[a-z][a-z0-9]*(-[a-z0-9]+){0,6}$/);
const symbol = (value: unknown) => matching(value, /^[A-Z][A-Z0-9_]{1,60}$/) ?? kebab(value);
const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? Math.round(value * 10) / 10 : undefined;
