import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { clientId } from '../src/domain/ids.ts';
import { openTeamsClinic, userOf, wordsOf, type TeamsClinic } from './bots/therapist/teams-clinic.ts';
import { allianceAlert } from './web/workspace/open-workspace.ts';

describe('the app', () => {
  let clinic: TeamsClinic;
  afterEach(() => clinic.close());

  const low = { ...allianceAlert(), client: clientId('c1'), raisedAt: '2026-11-23T11:59:00.000Z' };
  const cards = () => clinic.sent.filter(({ activity }) => activity.attachments).length;
  const untilTold = async (): Promise<void> => {
    while (cards() === 0) await wait(5);
  };

  it('tells a therapist in Teams by itself of what a client wrote', async () => {
    clinic = await openTeamsClinic({ tellEveryMs: 10 });
    await clinic.say(1, await clinic.code());
    await clinic.enrol('c1', []);
    const own = { id: userOf(3), client: clientId('c1'), joinedAt: '2026-11-23T11:00:00.000Z' };
    await clinic.app.store.channelUsers.put(userOf(3), own, 'absent');
    await clinic.say(3, 'I want to kill myself');
    const told = () => clinic.sent.filter((sent) => wordsOf(sent).includes('Urgent'));
    while (told().length === 0) await wait(5);
    expect(told()[0]?.path).to.contain('chat-1/');
  });

  it('tells at its start what the one before it did not', async () => {
    clinic = await openTeamsClinic();
    await clinic.say(1, await clinic.code());
    await clinic.enrol('c1', [low]);
    expect(cards()).to.equal(0);
    await clinic.restart();
    await untilTold();
    expect(cards()).to.equal(1);
  });
});
