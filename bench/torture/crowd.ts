import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { repeatable } from '../../src/demo/repeatable.ts';
import type { Auditor } from '../../src/state/audit/auditor.ts';
import type { Store } from '../../src/state/store.ts';
import { Account } from './account.ts';
import type { ChannelStub } from './channel-stub.ts';
import { Channel, type Delivered, type Habits } from './channel.ts';
import { enrol, type Enrolled } from './clinic.ts';
import { TurnedAway } from './device.ts';
import { channelId, takePart, type Said, type Sent } from './person.ts';

export interface Crowd {
  readonly accounts: ReadonlyMap<Enrolled, Account>;
  readonly said: Said;
  readonly delivered: Delivered;
  /** What went wrong besides the store, in words. */
  readonly faults: readonly string[];
  /** Taps and invites that were sent more than once and then met with silence, as they may. */
  readonly silent: number;
  /** Told not to be saved, and then saved when the channel delivered it again. */
  readonly savedAfterAll: number;
  readonly seconds: number;
}

const progressMs = 3000;

/**
 * Lets so many people at once go through their check-ins, one after another takes a seat, until so many different
 * activities were sent and everybody who began has finished and every copy was delivered.
 * @param store past whatever stands between it and the servers
 */
export async function drawCrowd({
  store,
  auditor,
  origins,
  stub,
  instrument,
  habits,
  activities,
  seats,
  pace,
  seed,
  print,
}: {
  store: Store;
  auditor: Auditor;
  origins: readonly string[];
  stub: ChannelStub;
  instrument: Instrument;
  habits: Habits;
  activities: number;
  seats: number;
  pace: number;
  seed: number;
  print: (line: string) => void;
}): Promise<Crowd> {
  const random = repeatable(seed);
  const channel = new Channel({ origins, habits });
  const accounts = new Map<Enrolled, Account>();
  const said: Said = { activities: 0, repeated: 0, toldNotSaved: 0, toldNotConfirmed: 0 };
  const parts: { user: string; sent: readonly Sent[]; toldNotSaved: ReadonlySet<string> }[] = [];
  const faults: string[] = [];
  const began = performance.now();
  const run = { index: 0, over: false };

  const seat = async (): Promise<void> => {
    while (said.activities < activities && !run.over) {
      const own = (run.index += 1);
      const enrolled = await enrol({ store, auditor }, { index: own, random });
      const user = enrolled.client.id;
      if (enrolled.client.status === 'joined') await letIn(store, enrolled);
      const account = new Account();
      accounts.set(enrolled, account);
      const taking = takePart({
        enrolled,
        account,
        chat: stub.chat(user),
        channel,
        serviceUrl: stub.serviceUrl,
        instrument,
        random: repeatable(seed * 1000 + own),
        said,
        pace,
      });
      const part = await taking.catch((error: unknown) => {
        if (!(error instanceof TurnedAway)) throw error;
        faults.push(error.message);
      });
      if (part) parts.push({ user, ...part });
      stub.chat(user).leave();
    }
  };

  const progress = setInterval(() => {
    const seconds = (performance.now() - began) / 1000;
    print(
      `${Math.round(seconds)} s: ${said.activities} of ${activities} activities (${Math.round(said.activities / seconds)} a second), ` +
        `${channel.delivered.posts} deliveries, ${parts.length} people have finished`,
    );
  }, progressMs);
  try {
    await Promise.all(Array.from({ length: seats }, seat));
    await channel.settle();
  } finally {
    run.over = true;
    clearInterval(progress);
    channel.close();
  }

  let [silent, savedAfterAll] = [0, 0];
  for (const { user, sent, toldNotSaved } of parts) {
    for (const { id, mayBeSilent, copies } of sent) {
      if (!stub.chat(user).answered(id)) {
        if (mayBeSilent) silent += 1;
        else if (channel.delivered.abandoned === 0) faults.push(`${user}: ${id} was never answered`);
      }
      // another copy may be saved after one was not
      if (!toldNotSaved.has(id) || copies > 1 || !(await isInLedger(store, user, id))) continue;
      if (channel.failed.has(id)) savedAfterAll += 1;
      else faults.push(`${user}: ${id} was told not to be saved, and is`);
    }
  }
  if (channel.delivered.unanswered > 0)
    faults.push(`${channel.delivered.unanswered} deliveries had no answer in time`);
  if (channel.delivered.refused > 0) faults.push(`${channel.delivered.refused} deliveries were refused`);
  return {
    accounts,
    said,
    delivered: channel.delivered,
    faults,
    silent,
    savedAfterAll,
    seconds: (performance.now() - began) / 1000,
  };
}

/** As if they had typed their invite already. */
async function letIn(store: Store, { client }: Enrolled): Promise<void> {
  const id = `${channelId}:${client.id}`;
  await store.channelUsers.put(id, { id, client: client.id, joinedAt: client.enrolledAt }, 'absent');
}

async function isInLedger(store: Store, user: string, activity: string): Promise<boolean> {
  const ledger = (await store.clients.get(user, user))?.document.ledger ?? [];
  return ledger.some((entry) => entry.activity === `${channelId}:${user}:${activity}`);
}
