import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import {
  genuineClaims,
  makeKey,
  openTokenAuthority,
  signToken,
  type AuthorityKey,
  type TokenAuthority,
} from './helpers/token-authority.ts';

const appId = '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70';
const tenantId = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const credentials = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: tenantId,
  MicrosoftAppPassword: 'secret',
};
const message = {
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:person' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:one', tenantId },
  text: 'I want to die',
};

describe('the app with credentials, on a developer’s machine', () => {
  let directory: string;
  let app: App;
  let authority: TokenAuthority;
  let key: AuthorityKey;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-'));
    key = await makeKey('first', ['msteams']);
    authority = await openTokenAuthority(key);
    const read = readConfig({ ...credentials, PORT: '0', DATA_DIR: directory });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'empty', {
      log: createLog({ level: 'silent' }),
      openIdMetadataUrl: authority.openIdMetadataUrl,
    });
  });
  after(async () => {
    await app.close();
    await authority.close();
    await rm(directory, { recursive: true });
  });

  const post = (activity: unknown, authorization?: string) =>
    fetch(new URL('/api/messages', app.url.replace('localhost', '127.0.0.1')), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify(activity),
    });
  const token = (claims: object = {}) =>
    signToken(key, { ...genuineClaims({ appId, serviceUrl, now: Date.now() }), ...claims });

  it('takes nothing that is not signed, from this machine neither, and keeps nothing of it', async () => {
    for (const activity of [message, { ...message, serviceUrl: 'http://127.0.0.1:1', channelId: 'emulator' }])
      expect((await post(activity)).status).to.equal(401);
    expect((await post(message, `Bearer ${await token({ aud: tenantId })}`)).status).to.equal(401);
    expect((await post({ ...message, channelId: 'webchat' }, `Bearer ${await token()}`)).status).to.equal(
      403,
    );
    const { documents } = await app.store.caseload.list(app.clinic.therapist, { limit: 10 });
    expect(documents).to.deep.equal([]);
  });

  it('lets in what the authority signed for its app id, its directory and a channel of its own', async () => {
    // a form the bot cannot read, so that nothing is answered to the channel
    const response = await post({ ...message, type: 5 }, `Bearer ${await token()}`);
    expect([response.status, await response.json()]).to.deep.equal([
      400,
      { error: { code: 'bad-activity', fields: ['type'] } },
    ]);
  });
});
