import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig, type Config } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { printWelcome } from '../src/print-welcome.ts';
import { directoryCode, helplineDigest } from '../src/safety/helpline-digest.ts';
import { SetUpError } from '../src/set-up-error.ts';
import { confirmHelplines } from '../src/state/helpline-confirmations.ts';
import { openIdentityProvider, type IdentityProvider } from './helpers/identity-provider.ts';

const origin = 'https://check-in.example';

describe('the sign-in of the app', function () {
  this.timeout(60_000);
  let directory: string;
  let provider: IdentityProvider;
  let app: App | undefined;
  before(async () => {
    provider = await openIdentityProvider({
      people: { ana: { name: 'Ana', roles: ['T'] } },
      secret: 'secret',
    });
    provider.serve(origin);
  });
  after(() => provider.close());
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-sign-in-'));
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await rm(directory, { recursive: true });
  });

  const configOf = (more: Partial<Config> = {}): Config => {
    const read = readConfig({
      PORT: '0',
      DATA_DIR: directory,
      COUNTRIES: 'FR',
      BASE_URL: origin,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'workspace',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_THERAPISTS: 'T',
    });
    if (!read.ok) throw new Error(read.faults.join());
    return { ...read.config, ...more };
  };
  /** With a port that is known, since the app is asked past the proxy that would stand before it. */
  const start = async (more: Partial<Config> = {}, mode: 'demo' | 'empty' = 'empty') => {
    const logged: string[] = [];
    const log = createLog({ level: 'info', destination: { write: (line) => void logged.push(line) } });
    const config = configOf({ port: await freePort(), ...more });
    app = await createApp(config, mode, { log });
    const ask = (path: string, cookie = '') =>
      fetch(`http://127.0.0.1:${config.port}${path}`, {
        redirect: 'manual',
        headers: { cookie, accept: 'text/html' },
      });
    return { app, config, ask };
  };

  it('leads a therapist from an empty clinic through the provider to their caseload, over https', async () => {
    const { ask, app } = await start();
    const begun = await ask('/workspace/sign-in/begin');
    const [flow = ''] = begun.headers.getSetCookie();
    expect(flow).to.match(
      /^__Host-workspace-sign-in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
    );
    const back = await provider.signIn(begun.headers.get('location') ?? '', 'ana');
    expect(back.startsWith(`${origin}/workspace/sign-in/callback?`)).to.equal(true);
    const arrived = await ask(back.slice(origin.length), flow.split(';')[0]);
    const [session = ''] = arrived.headers.getSetCookie();
    expect(session).to.match(/^__Host-workspace=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const page = await ask('/workspace', session.split(';')[0]);
    expect(page.status).to.equal(200);
    const first = (await app.store.therapists.get('clinic', app.clinic.therapist))!.document;
    expect(first).to.deep.include({ name: 'Ana', roles: ['therapist'] });
  });

  it('keeps the name that the provider told at the next start', async () => {
    const { app: before } = await start();
    const stored = (await before.store.therapists.get('clinic', before.clinic.therapist))!;
    const account = { issuer: provider.issuer, subject: 'ana' };
    await before.store.therapists.put('clinic', { ...stored.document, name: 'Ana', account }, stored.etag);
    await before.close();
    const { app: again } = await start();
    expect((await again.store.therapists.get('clinic', again.clinic.therapist))?.document.name).to.equal(
      'Ana',
    );
  });

  it('prints a link on a developer’s machine, and none in production', async () => {
    const lines: string[] = [];
    const { app, config } = await start();
    await printWelcome(app, config, (line) => void lines.push(line));
    expect(lines.join()).to.include('/workspace/sign-in?code=').and.to.include('With an account:');
    lines.length = 0;
    await printWelcome(app, { ...config, production: true }, (line) => void lines.push(line));
    expect(lines.join())
      .to.include(`${origin}/workspace`)
      .and.not.to.match(/code=|invite=/);
  });

  it('serves in production once the helplines are confirmed, and takes no printed link there', async () => {
    expect(await start({ production: true }).catch((error: unknown) => error)).to.be.instanceOf(SetUpError);
    const { app: outside, config } = await start();
    const lines: string[] = [];
    await printWelcome(outside, config, (line) => void lines.push(line));
    const code = /sign-in(\?code=[\w-]+)/.exec(lines.join())![1]!;
    const entries = ['FR', directoryCode].map((one) => ({ code: one, digest: helplineDigest(one)! }));
    await confirmHelplines(outside, { entries, by: 'Dr A', at: new Date().toISOString() });
    await outside.close();
    const { ask } = await start({ production: true });
    const reply = await ask(`/workspace/sign-in${code}`);
    expect(reply.status).to.equal(200);
    expect(await reply.text()).to.include('/workspace/sign-in/begin');
    expect(reply.headers.getSetCookie()).to.deep.equal([]);
  });

  it('does not serve the demo clinic in production', async () => {
    const { app: demo } = await start({}, 'demo');
    await demo.close();
    const refused = await start({ production: true }).catch((error: unknown) => error);
    app = undefined;
    expect(refused instanceof SetUpError && refused.faults.join()).to.include('DATA_DIR');
  });

  it('starts while the provider is down, and says so to who wants to sign in', async () => {
    const signIn = { ...configOf().signIn!, issuer: 'http://127.0.0.1:9' };
    const { ask } = await start({ signIn });
    expect((await ask('/workspace/sign-in')).status).to.equal(200);
    expect((await ask('/workspace/sign-in/begin')).status).to.equal(503);
  });
});

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
