/** What a route answers; the server adds the security headers and sends it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: string | Buffer;
  /** The connection is left for the client to close, even one that asked for its end: how it closes tells what it read. */
  readonly clientCloses?: boolean;
}

interface Extras {
  readonly headers?: Readonly<Record<string, string>>;
  /** Complete `Set-Cookie` values. */
  readonly cookies?: readonly string[];
}

export const json = (status: number, value: unknown, { headers, ...extras }: Extras = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  ...extras,
  body: JSON.stringify(value),
});

/** A page brings its own `content-security-policy`; without one nothing on it loads, not even a style. */
export const page = (status: number, html: string, { headers, ...extras }: Extras = {}): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  ...extras,
  body: html,
});

/** 303: whatever the method was, the browser gets `location`. */
export const redirect = (location: string, { headers, ...extras }: Extras = {}): Reply => ({
  status: 303,
  headers: { location, ...headers },
  ...extras,
  body: '',
});
