import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { keepSession } from '../../src/state/keep-session.ts';
import { createSession, endSession } from '../../src/state/sign-in.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/state/store.ts';

const minute = 60_000;
const lifetime = { idleMs: 30 * minute, absoluteMs: 720 * minute };
const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 2) + minutes * minute).toISOString();

describe('keepSession', () => {
  let directory: string;
  let store: Store;
  let secret: string;
  const keep = (minutes: number, kind: 'therapist' | 'webchat' = 'therapist') =>
    keepSession(store, { kind, secret, now: at(minutes), lifetime });

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'session-'));
    store = await openSqliteStore({ directory });
    secret = await createSession(store, {
      kind: 'therapist',
      subject: 'ana',
      now: at(0),
      lifetimeMs: lifetime.idleMs,
    });
  });
  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });

  it('goes on as long as it is used', async () => {
    for (let minutes = 0; minutes <= 300; minutes += 25) expect(await keep(minutes)).to.equal('ana');
  });

  it('ends after half an hour without a request', async () => {
    expect(await keep(29)).to.equal('ana');
    expect(await keep(58)).to.equal('ana');
    expect(await keep(88)).to.equal(undefined);
    expect(await keep(60)).to.equal('ana');
  });

  it('ends after twelve hours however much it is used', async () => {
    for (let minutes = 0; minutes < 720; minutes += 20) expect(await keep(minutes)).to.equal('ana');
    expect(await keep(719)).to.equal('ana');
    expect(await keep(720)).to.equal(undefined);
  });

  it('is of no use as a session of another kind, once ended, or unknown', async () => {
    expect(await keep(1, 'webchat')).to.equal(undefined);
    await endSession(store, { secret });
    expect(await keep(1)).to.equal(undefined);
    secret = 'never heard of';
    expect(await keep(1)).to.equal(undefined);
  });
});
