import { generateKeyPairSync } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Activity } from 'botbuilder';
import { AppCredentials } from 'botframework-connector';
import { expect } from 'chai';
import { ChannelAdapter, type Connector } from '../../src/bots/adapter.ts';
import { connectorCredentials } from '../../src/bots/connector-credentials.ts';

const bot = {
  appId: '0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70',
  tenantId: '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f',
};
const privateKey = String(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);
const kinds = [
  { ...bot, kind: 'secret', secret: 'secret' },
  { ...bot, kind: 'certificate', thumbprint: 'a1'.repeat(20), privateKey },
  { ...bot, kind: 'identity' },
] as const;

describe('the credentials of what the bot sends', () => {
  for (const proof of kinds) {
    it(`${proof.kind}: are those of this bot and of no other`, async () => {
      const factory = connectorCredentials(proof);
      expect(await factory.isValidAppId(proof.appId)).to.equal(true);
      expect(await factory.isValidAppId(proof.tenantId)).to.equal(false);
      const made = await factory.createCredentials(proof.appId, 'https://api.botframework.com', '', true);
      expect(made).to.be.instanceOf(AppCredentials).and.to.include({ appId: proof.appId });
    });

    it(`${proof.kind}: are asked of nobody while a channel of ours is spoken to`, async () => {
      const said: (string | undefined)[] = [];
      const say = async (_conversation: string, ...rest: unknown[]) => {
        const activity = rest.at(-1) as Partial<Activity>;
        said.push(activity.text);
        return { id: '1' };
      };
      const conversations: Connector['conversations'] = {
        sendToConversation: say,
        replyToActivity: say,
        updateActivity: say,
        deleteActivity: async () => undefined,
      };
      let asked = 0;
      const note = () => (asked += 1);
      subscribe('http.client.request.start', note);
      subscribe('undici:request:create', note);
      const adapter = new ChannelAdapter({
        appId: proof.appId,
        credentials: connectorCredentials(proof),
        connectors: { 'urn:ours': { conversations } },
      });
      await adapter.receive(
        {
          type: 'message',
          channelId: 'directline',
          serviceUrl: 'urn:ours',
          id: '1',
          from: { id: 'person' },
          recipient: { id: 'bot' },
          conversation: { id: 'one' },
        } as Activity,
        async (context) => void (await context.sendActivity('hello')),
      );
      unsubscribe('http.client.request.start', note);
      unsubscribe('undici:request:create', note);
      expect(said).to.deep.equal(['hello']);
      expect(asked).to.equal(0);
    });
  }
});
