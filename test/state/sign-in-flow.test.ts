import { expect } from 'chai';
import { beginFlow, takeFlow } from '../../src/state/sign-in-flow.ts';
import { consumeSignIn, readSession } from '../../src/state/sign-in.ts';
import type { Store } from '../../src/state/store.ts';
import { temporaryStore } from './temporary-store.ts';

const now = '2026-11-23T09:00:00.000Z';

describe('a sign-in under way', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());
  const begin = () => beginFlow(store, { to: '/workspace/enrol', now });

  it('is taken once, by the browser that began it, of however many ask', async () => {
    const { secret, flow } = await begin();
    const ask = () => takeFlow(store, { secret, state: flow.state, now });
    const taken = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(taken.filter((one) => one !== undefined)).to.deep.equal([flow]);
    expect(await ask()).to.equal(undefined);
  });

  it('is left alone by another state or another browser', async () => {
    const [mine, other] = [await begin(), await begin()];
    expect(await takeFlow(store, { secret: mine.secret, state: other.flow.state, now })).to.equal(undefined);
    expect(await takeFlow(store, { secret: 'x'.repeat(43), state: mine.flow.state, now })).to.equal(
      undefined,
    );
    expect(await takeFlow(store, { secret: mine.secret, state: mine.flow.state, now })).to.deep.equal(
      mine.flow,
    );
  });

  it('is over after ten minutes', async () => {
    const { secret, flow } = await begin();
    const at = (time: string) => takeFlow(store, { secret, state: flow.state, now: time });
    expect(await at('2026-11-23T09:10:00.000Z')).to.equal(undefined);
    expect(await at('2026-11-23T09:09:59.999Z')).to.deep.equal(flow);
  });

  it('is neither a session nor a link', async () => {
    const { secret } = await begin();
    for (const kind of ['therapist', 'webchat'] as const)
      expect(await readSession(store, { kind, secret, now })).to.equal(undefined);
    expect(await consumeSignIn(store, { secret, now })).to.equal(undefined);
  });

  it('has secrets of its own, of 32 random bytes each, and keeps not that of the browser', async () => {
    const [one, two] = [await begin(), await begin()];
    const all = [one, two].flatMap(({ secret, flow: { state, nonce, verifier } }) => [
      secret,
      state,
      nonce,
      verifier,
    ]);
    expect(new Set(all).size).to.equal(8);
    for (const text of all) expect(Buffer.from(text, 'base64url')).to.have.length(32);
  });
});
