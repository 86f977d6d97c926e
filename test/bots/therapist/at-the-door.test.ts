import { expect } from 'chai';
import type { Activity } from 'botbuilder';
import { ChannelAdapter, type Connector } from '../../../src/bots/adapter.ts';
import { createTherapistSide } from '../../../src/bots/therapist/therapist-side.ts';
import { workspaceLinks } from '../../../src/alerts/workspace-links.ts';
import { therapistId } from '../../../src/domain/ids.ts';
import { createTeamsCode } from '../../../src/state/create-teams-code.ts';
import type { Store } from '../../../src/state/store.ts';
import { auditor } from '../../helpers/auditing.ts';
import { temporaryStore } from '../../state/temporary-store.ts';
import { openDoor, serviceUrl, teamsMessage, tenantId, type OpenDoor } from '../../web/door/open-door.ts';

describe('a code that comes through the door', () => {
  const ana = therapistId('ana');
  let store: Store;
  let door: OpenDoor;
  let said: string[];
  beforeEach(async () => {
    store = await temporaryStore();
    await store.therapists.put('clinic', { id: ana, name: 'Ana', language: 'en', demo: false }, 'absent');
    said = [];
    const take = async (activity: Partial<Activity>) => {
      said.push(activity.text ?? '');
      return { id: '1' };
    };
    // stands in for Teams, which no test can reach
    const connector: Connector = {
      conversations: {
        sendToConversation: (_id, activity) => take(activity),
        replyToActivity: (_id, _to, activity) => take(activity),
        updateActivity: (_id, _to, activity) => take(activity),
        deleteActivity: () => Promise.resolve(),
      },
    };
    const adapter = new ChannelAdapter({ connectors: { [serviceUrl]: connector } });
    const side = createTherapistSide({
      store,
      auditor,
      links: workspaceLinks(() => 'https://clinic.example'),
      now: () => new Date(door.now()).toISOString(),
      timeZone: 'Etc/UTC',
    });
    door = await openDoor({
      receive: async (activity) => {
        await adapter.receive(activity, async (context) => {
          await side.take(context, { incoming: { kind: 'typed', text: activity.text }, who: undefined });
        });
        return undefined;
      },
    });
  });
  afterEach(async () => {
    await door.close();
    await store.close();
  });

  const code = async () =>
    (await createTeamsCode({ store, auditor }, { therapist: ana, now: new Date(door.now()).toISOString() }))!
      .code;
  const teams = async () => (await store.therapists.get('clinic', ana))!.document.teams;

  it('ties the person and the directory that the authority vouched for', async () => {
    const response = await door.post(teamsMessage({ text: await code() }), `Bearer ${await door.token()}`);
    expect(response.status).to.equal(200);
    expect(said[0]).to.contain('Done.');
    expect((await teams())?.user).to.equal(`msteams:${tenantId}:c0ffee00-0000-4000-8000-000000000001`);
    expect((await teams())?.place.serviceUrl).to.equal(serviceUrl);
  });

  it('ties nobody that it did not vouch for', async () => {
    const text = await code();
    for (const token of [undefined, `Bearer ${await door.token({ aud: 'other' })}`])
      expect((await door.post(teamsMessage({ text }), token)).status).to.equal(401);
    expect([await teams(), said]).to.deep.equal([undefined, []]);
  });
});
