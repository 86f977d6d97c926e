import { request, type Agent } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  /** The pairs of `Set-Cookie`, as they are sent back. */
  readonly cookie: string | undefined;
}

/** One JSON request; rejects when the connection ends before the answer does. */
export const requestJson = (
  url: string,
  given: { method: 'GET' | 'POST'; agent: Agent; headers?: Record<string, string>; body?: unknown },
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { method, agent, headers, body } = given;
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const sent = request(
      url,
      {
        method,
        agent,
        timeout: 15_000,
        headers: {
          ...headers,
          ...(bytes && { 'content-type': 'application/json', 'content-length': bytes.length }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          if (!response.complete) return reject(new Error('the answer was cut off'));
          const cookie = response.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ');
          resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks)), cookie });
        });
      },
    );
    sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.once('error', reject);
    sent.end(bytes);
  });

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}
