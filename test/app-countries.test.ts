import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig, type Config } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { directoryCode, helplineDigest } from '../src/safety/helpline-digest.ts';
import { SetUpError } from '../src/set-up-error.ts';
import { confirmHelplines } from '../src/state/helpline-confirmations.ts';

describe('the countries of a clinic', () => {
  let directory: string;
  let app: App | undefined;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'countries-'));
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await rm(directory, { recursive: true });
  });

  const start = async (more: Partial<Config>, mode: 'demo' | 'empty' = 'empty'): Promise<App> => {
    const read = readConfig({ PORT: '0', DATA_DIR: directory, COUNTRIES: 'PT,FR' });
    assert(read.ok);
    app = await createApp({ ...read.config, ...more }, mode, { log: createLog({ level: 'silent' }) });
    return app;
  };

  it('are what a client is offered at joining, in this order, beside another country', async () => {
    const { url, clinic } = await start({}, 'demo');
    const call = async (path: string, { token, body }: { token?: string; body?: unknown } = {}) => {
      const answer = await fetch(new URL(path, url.replace('localhost', '127.0.0.1')), {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return (await answer.json()) as Record<string, never>;
    };
    const entry = await call('/api/webchat/token', { body: { invite: clinic.demoInvite } });
    const token = String(entry['token']);
    await call('/v3/directline/conversations', { token, body: {} });
    const activities = `/v3/directline/conversations/${String(entry['conversationId'])}/activities`;
    const from = { id: String(entry['userId']) };
    // what was not fetched cannot be answered
    const { watermark } = await call(activities, { token });
    await call(`${activities}?watermark=${watermark}`, { token });
    await call(activities, { token, body: { type: 'message', from, text: 'English', locale: 'en-GB' } });
    const shown = JSON.stringify((await call(activities, { token }))['activities']);
    const codes = [...shown.matchAll(/"answer":"([A-Z]{2}|other)"/g)].map(([, code]) => code);
    assert.deepEqual(codes, ['PT', 'FR', directoryCode]);
  });

  it('are all confirmed before the program serves in production, and noted as offered', async () => {
    const refused = await start({ production: true }).catch((error: unknown) => error);
    assert.instanceOf(refused, SetUpError);
    const { store, auditor } = await start({});
    const entries = ['PT', 'FR', directoryCode].map((code) => ({ code, digest: helplineDigest(code)! }));
    await confirmHelplines({ store, auditor }, { entries, by: 'Dr A', at: new Date().toISOString() });
    await app?.close();
    const { store: again } = await start({ production: true });
    const clinic = (await again.clinic.get('clinic', 'clinic'))!.document;
    assert.deepEqual(clinic.countries?.offered, ['FR', 'PT']);
  });
});
