import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { openAzureStandIn, type AzureStandIn } from './helpers/azure-stand-in.ts';

describe('the app with a secret of Azure Direct Line, a local server standing in for it', () => {
  let directory: string;
  let app: App;
  let azure: AzureStandIn;
  let origin: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-'));
    azure = await openAzureStandIn();
    // The address that people use is given, so a free port must be known before.
    const free = await openAzureStandIn();
    await free.close();
    origin = free.origin;
    const read = readConfig({
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70',
      MicrosoftAppTenantId: '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f',
      MicrosoftAppPassword: 'another-one',
      CHANNELS: 'directline',
      BASE_URL: origin,
      PORT: new URL(origin).port,
      DATA_DIR: directory,
      DIRECT_LINE_SECRET: 'a-secret.of-the-channel',
      DIRECT_LINE_ENDPOINT: azure.origin,
    });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'empty', { log: createLog({ level: 'silent' }) });
  });
  after(async () => {
    await app.close();
    await azure.close();
    await rm(directory, { recursive: true });
  });

  it('lets the page reach Azure', async () => {
    const { headers } = await fetch(`${origin}/chat`);
    expect(headers.get('content-security-policy')).to.include(`connect-src 'self' ${azure.origin} `);
  });

  it('serves no Direct Line of its own beside it', async () => {
    for (const path of ['tokens/generate', 'tokens/refresh', 'conversations']) {
      const response = await fetch(`${origin}/v3/directline/${path}`, { method: 'POST' });
      expect(response.status, path).to.equal(404);
    }
  });
});
