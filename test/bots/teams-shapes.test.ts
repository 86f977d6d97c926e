import type { Activity } from 'botbuilder';
import { expect } from 'chai';
import { channelUserOf } from '../../src/bots/channel-user.ts';
import { isGroup, readActivity } from '../../src/bots/read-activity.ts';

const tenantId = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
const objectId = '3d9e2f10-6c1b-4d0e-8a55-b5d1c0a4e7f2';
const bot = { id: '28:0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70', name: 'Alliance Check-in' };

/** As Teams writes them, with members that nothing here reads. */
const fromTeams = (more: object = {}): Activity =>
  ({
    type: 'message',
    id: '1763881200000',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:1abcDEF', name: 'A Name', aadObjectId: objectId },
    recipient: bot,
    conversation: { conversationType: 'personal', tenantId, id: 'a:1personal' },
    text: 'help',
    textFormat: 'plain',
    locale: 'de-DE',
    channelData: { tenant: { id: tenantId } },
    entities: [{ type: 'clientInfo', platform: 'Windows', locale: 'de-DE', country: 'DE' }],
    ...more,
  }) as unknown as Activity;

const groupChat = {
  conversation: { conversationType: 'groupChat', isGroup: true, tenantId, id: '19:x@thread.v2' },
};
const channel = {
  text: '<at>Alliance Check-in</at> help',
  conversation: { conversationType: 'channel', isGroup: true, tenantId, id: '19:y@thread.tacv2;messageid=1' },
  channelData: { tenant: { id: tenantId }, team: { id: '19:team' }, channel: { id: '19:y@thread.tacv2' } },
};

describe('What Teams sends', () => {
  it('is from a person of a directory, whatever they are called and wherever they write', () => {
    const user = `msteams:${tenantId}:${objectId}`;
    const mobile = { entities: [{ type: 'clientInfo', platform: 'iOS', locale: 'de-DE' }] };
    const renamed = { from: { id: '29:other', name: 'Other Name', aadObjectId: objectId } };
    for (const more of [{}, mobile, renamed, groupChat, channel])
      expect(channelUserOf(fromTeams(more))).to.equal(user);
  });

  it('is from somebody else where the directory is another, as a guest is in it', () => {
    const other = '11111111-2222-4333-8444-555555555555';
    const elsewhere = { conversation: { conversationType: 'personal', tenantId: other, id: 'a:1personal' } };
    expect(channelUserOf(fromTeams(elsewhere))).to.equal(`msteams:${other}:${objectId}`);
  });

  it('is told apart by whether others read along', () => {
    expect(isGroup(fromTeams()) ?? false).to.equal(false);
    expect(isGroup(fromTeams(groupChat))).to.equal(true);
    expect(isGroup(fromTeams(channel))).to.equal(true);
  });

  it('opens the chat when the app is installed, and is nothing to answer when it is removed', () => {
    const added = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: bot.id }] };
    expect(readActivity(fromTeams(added))).to.deep.equal({ kind: 'opened' });
    const person = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: '29:1abcDEF' }] };
    expect(readActivity(fromTeams(person))).to.equal(undefined);
    const installation = (action: string) =>
      readActivity(fromTeams({ type: 'installationUpdate', text: undefined, action }));
    expect(installation('add')).to.deep.equal({ kind: 'opened' });
    for (const action of ['remove', 'add-upgrade', 'remove-upgrade'])
      expect(installation(action)).to.equal(undefined);
  });

  it('is a tap on a card with what the card sent', () => {
    const value = { nonce: 'n', answer: '7' };
    const tap = { text: undefined, value, replyToId: '1763881100000' };
    expect(readActivity(fromTeams(tap))).to.deep.equal({ kind: 'tapped', data: value });
  });

  it('is what was typed, without the names of who is addressed', () => {
    for (const [text, typed] of [
      ['<at>Alliance Check-in</at> 8', '8'],
      ['8 <at id="0">Alliance Check-in</at>', '8'],
      ['<AT>A</AT>help', 'help'],
      ['8\u00a0', '8'],
      ['3 < 4 <at', '3 < 4 <at'],
      ['x'.repeat(20_000), 'x'.repeat(20_000)],
    ] as const)
      expect(readActivity(fromTeams({ text }))).to.deep.equal({ kind: 'typed', text: typed });
    expect(readActivity(fromTeams({ text: '<at>Alliance Check-in</at>' }))).to.deep.equal({
      kind: 'unsupported',
    });
  });

  it('is nothing to read where it is a file, a voice message, a picture or a sticker alone', () => {
    for (const contentType of [
      'application/vnd.microsoft.teams.file.download.info',
      'audio/mp4',
      'image/*',
      'text/html',
    ])
      expect(readActivity(fromTeams({ text: undefined, attachments: [{ contentType }] }))).to.deep.equal({
        kind: 'unsupported',
      });
    const formatted = { text: '8', attachments: [{ contentType: 'text/html', content: '<p>8</p>' }] };
    expect(readActivity(fromTeams(formatted))).to.deep.equal({ kind: 'typed', text: '8' });
  });

  it('is a tap, and nothing else, of an action that is executed', () => {
    const invoke = (more: object) => readActivity(fromTeams({ type: 'invoke', text: undefined, ...more }));
    const value = { action: { type: 'Action.Execute', verb: 'v', data: { nonce: 'n' } } };
    expect(invoke({ name: 'adaptiveCard/action', value })).to.deep.equal({
      kind: 'tapped',
      data: { nonce: 'n' },
    });
    expect(invoke({ name: 'task/submit', value })).to.equal(undefined);
    expect(invoke({ name: 'adaptiveCard/action', value: { action: 'x' } })).to.equal(undefined);
  });
});
