import { Agent, request } from 'node:http';
import type { Clinic, PlannedClient } from './plan-clinic.ts';
import { caseloadSize, lookedAt } from './plan-clinic.ts';

/** Signed-in therapists, who look at their pages over HTTP. */
export interface Workspace {
  /** Milliseconds for the whole page of a therapist's caseload. Throws where a line is missing. */
  caseload(): Promise<number>;
  /** Of a client at random. Throws unless it is theirs. */
  client(): Promise<number>;
  close(): void;
}

export async function openWorkspace(
  clinic: Clinic,
  { port, signIns, random }: { port: number; signIns: readonly string[]; random: () => number },
): Promise<Workspace> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const get = (path: string, cookie?: string) =>
    new Promise<{ status: number; cookie: string; html: string; ms: number }>((resolve, reject) => {
      const began = performance.now();
      const sent = request(
        { host: '127.0.0.1', port, path, agent, headers: { accept: 'text/html', ...(cookie && { cookie }) } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const ms = performance.now() - began;
            const [set = ''] = response.headers['set-cookie'] ?? [];
            const html = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode ?? 0, cookie: set.split(';')[0]!, html, ms });
          });
        },
      );
      sent.once('error', reject);
      sent.end();
    });
  const cookies = new Map<string, string>();
  for (const [index, therapist] of clinic.therapists.entries()) {
    const { cookie } = await get(`/workspace/sign-in?code=${signIns[index]}`);
    if (!cookie) throw new Error('a therapist could not sign in');
    cookies.set(therapist, cookie);
  }
  const anyOf = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
  const pages = lookedAt(clinic);
  return {
    async caseload() {
      const index = Math.floor(random() * clinic.therapists.length);
      const lines = clinic.clients.slice(index * caseloadSize, (index + 1) * caseloadSize).length;
      const { status, html, ms } = await get('/workspace', cookies.get(clinic.therapists[index]!));
      if (status !== 200 || html.split('class="client-link"').length - 1 !== lines) {
        throw new Error(`a caseload came with status ${status}, or with lines missing`);
      }
      return ms;
    },
    async client() {
      const { id, therapist, label }: PlannedClient = anyOf(pages);
      const { status, html, ms } = await get(
        `/workspace/clients/${encodeURIComponent(id)}`,
        cookies.get(therapist),
      );
      if (status !== 200 || !html.includes(`<h1>${label}</h1>`)) {
        throw new Error(`a client's page came with status ${status}`);
      }
      return ms;
    },
    close: () => agent.destroy(),
  };
}
