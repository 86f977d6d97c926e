import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { repeatable } from '../../src/demo/repeatable.ts';
import { turnPoints, type TurnPoint } from '../../src/bots/turn-points.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { Account } from './account.ts';
import { openClinic, type Enrolled } from './clinic.ts';
import { compare, type Compared, type Fault } from './compare.ts';
import { readInstrument } from './read-instrument.ts';
import { RealServer } from './real-server.ts';
import { walk, type Tally } from './walk.ts';

export interface KillReport extends Tally {
  readonly kills: number;
  /** Of them, before the server could serve. */
  readonly early: number;
  /** Of them, at each point of the turn. */
  readonly points: Readonly<Record<TurnPoint, number>>;
  /** Answers held against the store, over all rounds. */
  readonly checked: number;
  readonly complete: number;
  readonly alerts: number;
  readonly faults: Readonly<Record<Fault, number>>;
  /** Kept only when there were faults. */
  readonly directory: string;
}

/** One in so many kills comes while the server starts. */
const earlyShare = 0.15;
/** Of the rounds, so many in five end at a point of the turn, the others at any moment. */
const aimed = 3;
/** With fewer rounds not every point gets its turn. */
const fewest = 20;
/** A round in which the point was not reached ends after so long. */
const aimMs = 15_000;
/** Points that only some turns reach. */
const rare = new Set<TurnPoint>(['performing', 'performed', 'filed', 'settled']);
/** No round takes longer, whatever the machine. */
const secondsEach = 40;

/**
 * Kills the server in the middle of check-ins, starts it again, and goes on: so many rounds. Most rounds
 * end at a point of the turn, each in its turn, the others at any moment. While it is down, and once more at the
 * end, the store is held against what every client was told.
 */
export async function kill({
  rounds,
  seed,
  clients,
  print,
}: {
  rounds: number;
  seed: number;
  /** At once. */
  clients: number;
  print: (line: string) => void;
}): Promise<KillReport> {
  const random = repeatable(seed);
  const instrument = await readInstrument();
  const directory = await mkdtemp(join(tmpdir(), 'alliance-kill-'));
  const waiting = (await openClinic(directory, { count: (rounds + 2) * clients * 2, random })).values();
  const server = await RealServer.on(directory);

  const abandon = (): void => {
    server.abandon();
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', abandon);

  const accounts = new Map<Enrolled, Account>();
  const tally: Tally = { sent: 0, acknowledged: 0, unknown: 0, again: 0 };
  const faults: Record<Fault, number> = { lost: 0, misplaced: 0, doubled: 0, other: 0 };
  const told = new Set<string>();
  const points = Object.fromEntries(turnPoints.map((point) => [point, 0])) as Record<TurnPoint, number>;
  let [kills, early, checked, draining] = [0, 0, 0, false];

  const seat = async (): Promise<void> => {
    for (const enrolled of waiting) {
      const account = new Account();
      accounts.set(enrolled, account);
      const own = repeatable(seed * 1000 + accounts.size);
      await walk({ enrolled, account, server, instrument, random: own, tally });
      if (draining) return;
    }
  };

  const hold = (round: string, compared: Compared): void => {
    checked += compared.checked;
    for (const { kind, what } of compared.faults) {
      if (told.has(what)) continue;
      told.add(what);
      faults[kind] += 1;
      print(`${round}: ${kind}: ${what}`);
    }
  };

  const killAt = async (point: TurnPoint): Promise<string> => {
    const passage = 1 + Math.floor(random() * (rare.has(point) ? 2 : 40));
    server.spawn(['bench/torture/serve.ts', point, String(passage)]);
    await server.ready();
    if (await server.endsWithin(aimMs)) {
      kills += 1;
      points[point] += 1;
      return `at “${point}”`;
    }
    await server.kill();
    kills += 1;
    return `without having reached “${point}” ${passage} times`;
  };

  const killAnyTime = async (round: number): Promise<string> => {
    server.spawn();
    const tooEarly = round > 1 && random() < earlyShare;
    if (tooEarly) {
      early += 1;
      await wait(random() * 900);
    } else {
      await server.ready();
      await turns(tally, 5 + Math.floor(random() * 60));
      await wait(random() * 10);
    }
    await server.kill();
    kills += 1;
    return tooEarly ? 'before it served' : 'at some moment';
  };

  const attack = async (): Promise<Compared> => {
    for (let round = 1; round <= rounds; round += 1) {
      const began = performance.now();
      const aim = round % 5 < aimed ? leastOf(points) : undefined;
      const how = aim ? await killAt(aim) : await killAnyTime(round);
      const lived = Math.round(performance.now() - began);
      const compared = await withCopy(directory, (store) => compare(store, accounts, { settled: false }));
      hold(`round ${round}`, compared);
      print(
        `round ${String(round).padStart(2)}: killed ${lived} ms after its start, ${how}; ` +
          `${tally.sent} turns so far, ${compared.checked} acknowledged answers looked up`,
      );
    }
    server.spawn();
    await server.ready();
    draining = true;
    await Promise.all(seats);
    await server.stop();
    const store = await openSqliteStore({ directory });
    try {
      return await compare(store, accounts, { settled: true });
    } finally {
      await store.close();
    }
  };

  const seats = Array.from({ length: clients }, seat);
  // a client who is turned away ends it at once; clients who are done do not
  const turnedAway = Promise.all(seats).then(() => new Promise<never>(() => undefined));
  const patience = setTimeout(
    () => late.reject(new Error('it took too long')),
    (rounds + 3) * secondsEach * 1000,
  );
  const late = Promise.withResolvers<never>();
  try {
    const last = await Promise.race([attack(), turnedAway, late.promise]);
    hold('at the end', last);
    for (const point of rounds < fewest ? [] : turnPoints) {
      if (points[point] > 0) continue;
      faults.other += 1;
      print(`other: never killed at “${point}”`);
    }
    if (Object.values(faults).every((count) => count === 0)) await rm(directory, { recursive: true });
    return {
      ...tally,
      kills,
      early,
      points,
      checked,
      complete: last.complete,
      alerts: last.alerts,
      faults,
      directory,
    };
  } finally {
    clearTimeout(patience);
    await server.close();
    process.off('exit', abandon);
  }
}

/** The point at which it was killed least often so far. */
const leastOf = (points: Readonly<Record<TurnPoint, number>>): TurnPoint =>
  turnPoints.reduce((least, point) => (points[point] < points[least] ? point : least));

/** Until so many more turns are on their way, so that the kill meets some; on a slow machine not for ever. */
async function turns(tally: Tally, more: number): Promise<void> {
  const enough = tally.sent + more;
  const giveUp = performance.now() + 3000;
  while (tally.sent < enough && performance.now() < giveUp) await wait(1);
}

/**
 * Opens what the dead server left, as a copy: the server itself must mend its own file at its next start. The copy
 * must be in WAL mode, by the file's own header, and opens only with synchronous=FULL.
 */
async function withCopy<T>(
  directory: string,
  work: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>,
): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'alliance-copy-'));
  try {
    const file = join(copy, 'alliance.db');
    await copyFile(join(directory, 'alliance.db'), file);
    await copyFile(join(directory, 'alliance.db-wal'), `${file}-wal`).catch(() => undefined);
    await assertWal(file);
    const store = await openSqliteStore({ directory: copy });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** Bytes 18 and 19 of an SQLite file are 2 in WAL mode (https://www.sqlite.org/fileformat.html). */
async function assertWal(file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 18);
    if (buffer[0] !== 2 || buffer[1] !== 2) throw new Error('the data file is not in WAL mode');
  } finally {
    await handle.close();
  }
}
