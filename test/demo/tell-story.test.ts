import { readFileSync } from 'node:fs';
import { assert } from 'chai';
import { stories } from '../../src/demo/stories.ts';
import { levelAt } from '../../src/demo/story.ts';
import { tellStory } from '../../src/demo/tell-story.ts';
import type { CheckIn } from '../../src/domain/check-in.ts';
import { therapistId } from '../../src/domain/ids.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';

const fileOf = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../instruments/alliance-weekly/1.0.0.${name}.json`, import.meta.url), 'utf8'),
  );
const loaded = loadInstrument(fileOf('questionnaire'), fileOf('scoring'));
assert(loaded.ok);
const { instrument } = loaded;

describe('a story', () => {
  it('is told alike on every day and hour, and ends in the latest week the client can have answered', () => {
    for (const story of stories) {
      const tellings = Array.from({ length: 16 }, (_, step) => {
        const now = new Date(Date.UTC(2026, 9, 20, step * 11)).toISOString();
        const { client, history } = tellStory(story, { instrument, therapist: therapistId('t'), now });
        const weeks: CheckIn[] = [...history, ...(client.checkIn ? [client.checkIn] : [])];
        assert.lengthOf(weeks, 16);
        for (const { completedAt } of weeks) assert.isTrue(completedAt === undefined || completedAt <= now);
        for (const { status } of history) assert.notEqual(status, 'open');
        const latest = weeks.at(-1)!;
        assert.isBelow(Date.parse(now) - Date.parse(latest.endsAt), 7 * 86_400_000);
        assert.equal(client.checkIn !== undefined, latest.endsAt > now);
        return weeks.map(({ status, score }) => ({ status, score }));
      });
      for (const telling of tellings) assert.deepEqual(telling, tellings[0]);
    }
  });

  it('has one sign for each of its sixteen weeks', () => {
    for (const { weeks } of stories) assert.match(weeks, /^[dpn][dpnh-]{15}$/);
  });
});

describe('levelAt', () => {
  const line = [
    [4, 8],
    [8, 6],
    [9, 2],
  ] as const;
  for (const [week, level] of [
    [0, 8],
    [4, 8],
    [6, 7],
    [8, 6],
    [9, 2],
    [15, 2],
  ] as const) {
    it(`is ${level} in week ${week}`, () => assert.equal(levelAt(line, week), level));
  }
});
