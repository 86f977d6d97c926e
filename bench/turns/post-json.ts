import { request, type Agent } from 'node:http';

/** Posts JSON over a kept connection; resolves with the status once the whole answer is there. */
export const postJson = (url: URL, body: unknown, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': bytes.length },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', reject);
      },
    );
    sent.once('error', reject);
    sent.end(bytes);
  });
