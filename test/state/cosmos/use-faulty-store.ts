import { setTimeout as wait } from 'node:timers/promises';
import { assert } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import type { Patience } from '../../../src/state/cosmos/attempts.ts';
import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { StoreError, type ETag } from '../../../src/state/documents.ts';
import type { ChannelUserDocument, Store } from '../../../src/state/store.ts';
import { startFaultProxy, type Fault, type FaultProxy } from '../../helpers/fault-proxy.ts';
import { openTestAccount, type TestAccount } from './test-account.ts';

export interface FaultyStore {
  /** Goes through the proxy, and has all the time a test may take. */
  store: Store;
  /** Does not go through it. */
  other: Store;
  proxy: FaultProxy;
  account: TestAccount;
  /** The requests from now on meet these faults, and then none; or the last of them for ever. */
  meet(faults: readonly Fault[], then?: 'none' | 'on and on'): void;
  /** Opens one more through the proxy. */
  open(patience?: Partial<Patience>): Promise<Store>;
  /** From now on `store` has a short deadline. */
  hurry(): Promise<void>;
  /** Writes a channel user past the proxy. */
  create(id?: string): Promise<ETag>;
  /** What stands in the channel user, read past the proxy. */
  joinedAt(id?: string): Promise<string | undefined>;
}

/** For the tests of the suite it is called in: a store in a database of its own, with a proxy in between. */
export function useFaultyStore(): FaultyStore {
  // set before the first test
  const faulty = {
    async open(patience = {}) {
      return openCosmosStore({
        ...faulty.account,
        endpoint: faulty.proxy.endpoint,
        patience: { deadlineMs: 15_000, attemptMs: 5000, pauseMs: 5, ...patience },
      });
    },
    meet(faults, then = 'none') {
      const left = [...faults];
      faulty.proxy.seen.length = 0;
      faulty.proxy.choose = () =>
        then === 'on and on' && left.length === 1 ? left[0]! : (left.shift() ?? none);
    },
    async hurry() {
      await faulty.store.close();
      faulty.store = await faulty.open({ deadlineMs: 700 });
    },
    async create(id = 'a') {
      const put = await faulty.other.channelUsers.put('p', user(id), 'absent');
      assert(put.ok);
      return put.etag;
    },
    async joinedAt(id = 'a') {
      return (await faulty.other.channelUsers.get('p', id))?.document.joinedAt;
    },
  } as FaultyStore;

  before(async () => {
    faulty.account = await openTestAccount('local');
    faulty.proxy = await startFaultProxy(faulty.account.endpoint);
    faulty.other = await openCosmosStore(faulty.account);
  });
  after(async () => {
    await faulty.other.close();
    await faulty.proxy.close();
    await faulty.account.dispose();
  });
  beforeEach(async () => {
    faulty.proxy.choose = () => none;
    faulty.store = await faulty.open();
  });
  afterEach(async () => {
    faulty.proxy.choose = () => none;
    await faulty.store.close();
    await faulty.proxy.settle();
    await faulty.account.empty(['channelUsers']);
  });
  return faulty;
}

export const none: Fault = { kind: 'none' };

/** After these the service has not executed the request. */
export const refusals: readonly Fault[] = [
  { kind: 'answered', status: 429 },
  { kind: 'answered', status: 449 },
  { kind: 'answered', status: 429, retryAfterMs: Number.NaN },
  { kind: 'answered', status: 408 },
  { kind: 'answered', status: 410 },
  { kind: 'answered', status: 500 },
  { kind: 'answered', status: 503 },
  { kind: 'answered', status: 503, body: '' },
  { kind: 'answered', status: 502, body: '<html>no</html>' },
  { kind: 'answered', status: 404, substatus: 1002 },
  { kind: 'answered', status: 403, substatus: 3 },
  { kind: 'reset' },
];

/** After these it has. */
export const lostAnswers: readonly Fault[] = [
  { kind: 'executed', status: 408 },
  { kind: 'executed', status: 500 },
  { kind: 'executed', status: 503 },
  { kind: 'lost' },
  { kind: 'cut' },
];

export const nameOf = (fault: Fault): string =>
  [fault.kind, 'status' in fault ? fault.status : '', 'substatus' in fault ? fault.substatus : '']
    .filter((part) => part !== '')
    .join(' ');

export const user = (id: string, joinedAt = 'once'): ChannelUserDocument => ({
  id,
  client: clientId('c'),
  joinedAt,
});

export async function failure(work: Promise<unknown>): Promise<StoreError> {
  const error = await work.then(
    () => assert.fail('it should have failed'),
    (error: unknown) => error,
  );
  assert.instanceOf(error, StoreError);
  return error;
}

/** As long as the test may take. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(2);
}
