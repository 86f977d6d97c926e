import { request as requestHttp, type Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { request as requestHttps, type Agent as HttpsAgent } from 'node:https';

/** Connections that are kept between requests. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface Posted {
  readonly status: number;
  /** What the service calls the message from now on; empty when it does not say. */
  readonly id: string;
  /** When it may be tried again, if the service says so. */
  readonly afterMs?: number;
}

const patienceMs = 15_000;
const answerBytes = 64 * 1024;

/** One request of the Bot Connector's REST interface. Rejects when no answer comes. */
export function postActivity(
  url: URL,
  given: {
    readonly method: 'POST' | 'PUT';
    readonly authorization: string | undefined;
    readonly body: Buffer;
    readonly agents: Agents;
  },
): Promise<Posted> {
  const { method, authorization, body, agents } = given;
  const secure = url.protocol === 'https:';
  const options = {
    method,
    agent: secure ? agents.https : agents.http,
    timeout: patienceMs,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      ...(authorization !== undefined && { authorization }),
    },
  };
  return new Promise((resolve, reject) => {
    const take = (response: IncomingMessage): void => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > answerBytes) response.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      response.once('error', reject);
      response.once('end', () => resolve(read(response, Buffer.concat(chunks).toString())));
    };
    const sent = secure ? requestHttps(url, options, take) : requestHttp(url, options, take);
    sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.end(body);
  });
}

function read({ statusCode = 0, headers }: IncomingMessage, text: string): Posted {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  const afterMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
  return { status: statusCode, id: idIn(text), ...(afterMs !== undefined && { afterMs }) };
}

function idIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string'
      ? body.id
      : '';
  } catch {
    return '';
  }
}
