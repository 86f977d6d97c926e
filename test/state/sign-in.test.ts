import { createHash } from 'node:crypto';
import { assert } from 'chai';
import { consumeSignIn, createSession, endSession, readSession } from '../../src/state/sign-in.ts';
import type { SessionDocument, Store } from '../../src/state/store.ts';
import { temporaryStore } from './temporary-store.ts';

const now = '2026-11-23T09:00:00.000Z';
const hour = 3_600_000;
const justInTime = '2026-11-23T09:59:59.999Z';
const tooLate = '2026-11-23T10:00:00.000Z';

describe('sessions', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  const open = (kind: SessionDocument['kind'], subject = 't1'): Promise<string> =>
    createSession(store, { kind, subject, now, lifetimeMs: hour });

  it('give out a secret of 32 random bytes and keep only its SHA-256', async () => {
    const secrets = await Promise.all([open('therapist'), open('therapist')]);
    assert.notEqual(secrets[0], secrets[1]);
    for (const secret of secrets) {
      assert.equal(Buffer.from(secret, 'base64url').length, 32);
      const id = createHash('sha256').update(secret).digest('hex');
      assert.deepEqual((await store.sessions.get(id, id))?.document, {
        id,
        kind: 'therapist',
        subject: 't1',
        createdAt: now,
        expiresAt: tooLate,
      });
    }
  });

  it('are read until they expire', async () => {
    const secret = await open('webchat', 'webchat:u1');
    assert.equal(await readSession(store, { kind: 'webchat', secret, now: justInTime }), 'webchat:u1');
    assert.isUndefined(await readSession(store, { kind: 'webchat', secret, now: tooLate }));
  });

  it('are of one kind: a chat session opens no workspace, a sign-in link is no session', async () => {
    for (const kind of ['therapist', 'sign-in', 'webchat'] as const) {
      const secret = await open(kind);
      for (const asked of ['therapist', 'sign-in', 'webchat'] as const) {
        const subject = await readSession(store, { kind: asked, secret, now });
        assert.equal(subject, asked === kind ? 't1' : undefined);
      }
    }
  });

  it('are not found by a made-up secret, the stored hash included', async () => {
    const secret = await open('therapist');
    const hash = createHash('sha256').update(secret).digest('hex');
    for (const wrong of ['', hash, `${secret}x`, secret.slice(1), 'x'.repeat(100_000)]) {
      assert.isUndefined(await readSession(store, { kind: 'therapist', secret: wrong, now }));
    }
  });

  it('end when asked to, and ending one again is no fault', async () => {
    const secret = await open('therapist');
    const other = await open('therapist');
    await endSession(store, { secret });
    await endSession(store, { secret });
    assert.isUndefined(await readSession(store, { kind: 'therapist', secret, now }));
    assert.equal(await readSession(store, { kind: 'therapist', secret: other, now }), 't1');
  });

  it('end even while they are being extended', async () => {
    const secret = await open('therapist');
    const id = createHash('sha256').update(secret).digest('hex');
    const { document, etag } = (await store.sessions.get(id, id))!;
    const [extended] = await Promise.all([
      store.sessions.put(id, { ...document, expiresAt: '2026-11-24T09:00:00.000Z' }, etag),
      endSession(store, { secret }),
    ]);
    assert.isTrue(extended.ok);
    assert.isUndefined(await readSession(store, { kind: 'therapist', secret, now }));
  });
});

describe('a sign-in link', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  const link = (): Promise<string> =>
    createSession(store, { kind: 'sign-in', subject: 't1', now, lifetimeMs: hour });

  it('works once', async () => {
    const secret = await link();
    assert.equal(await consumeSignIn(store, { secret, now: justInTime }), 't1');
    assert.isUndefined(await consumeSignIn(store, { secret, now: justInTime }));
  });

  it('works for one of many who use it at once', async () => {
    const secret = await link();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => consumeSignIn(store, { secret, now })),
    );
    assert.deepEqual(
      outcomes.filter((subject) => subject !== undefined),
      ['t1'],
    );
  });

  it('is refused once expired, and for good', async () => {
    const secret = await link();
    assert.isUndefined(await consumeSignIn(store, { secret, now: tooLate }));
    assert.isUndefined(await consumeSignIn(store, { secret, now: justInTime }));
  });

  it('is the only thing that signs in: a session is neither taken for one nor used up', async () => {
    for (const kind of ['therapist', 'webchat'] as const) {
      const secret = await createSession(store, { kind, subject: 's', now, lifetimeMs: hour });
      assert.isUndefined(await consumeSignIn(store, { secret, now }));
      assert.equal(await readSession(store, { kind, secret, now }), 's');
    }
  });
});
