import { assert } from 'chai';
import { checkInId, clientId } from '../../src/domain/ids.ts';
import {
  beginDelivery,
  endDelivery,
  noteAnswered,
  noteForTherapist,
  scheduleNudge,
  skipDelivery,
  therapistTold,
} from '../../src/domain/reminder-life.ts';
import type { ReminderWeek } from '../../src/domain/reminder.ts';

const key = { client: clientId('c'), id: checkInId('2026-11-23'), step: 'reminder' } as const;
const at = '2026-11-23T18:00:00.000Z';
const later = '2026-11-23T18:00:01.000Z';

const begun = (before?: ReminderWeek, step: 'reminder' | 'nudge' = 'reminder'): ReminderWeek => {
  const result = beginDelivery(before, { ...key, step, at });
  assert(result.ok);
  return result.week;
};

describe("the life of a week's reminders", () => {
  it('begins once, whatever came of it', () => {
    const sending = begun();
    const already = { ok: false, reason: 'already' };
    for (const end of [
      { status: 'sent' },
      { status: 'unknown' },
      { status: 'failed', why: 'busy' },
    ] as const) {
      const ended = endDelivery(sending, { step: 'reminder', at: later, end });
      assert.deepEqual<unknown>(ended.reminder, { ...end, at: later });
      assert.deepEqual<unknown>(beginDelivery(ended, { ...key, at }), already);
    }
    assert.deepEqual<unknown>(beginDelivery(sending, { ...key, at }), already);
    assert.deepEqual<unknown>(skipDelivery(sending, { ...key, at, why: 'late' }), already);
  });

  it('does not begin what was passed over', () => {
    const skipped = skipDelivery(undefined, { ...key, at, why: 'holiday' });
    assert(skipped.ok);
    assert.isFalse(beginDelivery(skipped.week, { ...key, at }).ok);
  });

  it('lets it come to light that what was unknown was sent, and nothing else', () => {
    const unknown = endDelivery(begun(), { step: 'reminder', at, end: { status: 'unknown' } });
    const sent = endDelivery(unknown, { step: 'reminder', at: later, end: { status: 'sent' } });
    assert.deepEqual<unknown>(sent.reminder, { status: 'sent', at: later });
    assert.strictEqual(endDelivery(sent, { step: 'reminder', at: later, end: { status: 'unknown' } }), sent);
  });

  it('has one nudge of its own, planned before it begins', () => {
    const planned = scheduleNudge(begun(), later);
    assert.deepEqual<unknown>(planned.nudge, { status: 'scheduled', at: later });
    const nudged = begun(planned, 'nudge');
    assert.equal(nudged.reminder.status, 'sending');
    assert.isFalse(beginDelivery(nudged, { ...key, step: 'nudge', at }).ok);
    assert.strictEqual(scheduleNudge(nudged, later), nudged);
  });

  it('keeps the first answer, and tells the therapist one thing once', () => {
    const answered = noteAnswered(begun(), at);
    assert.equal(noteAnswered(answered, later).answeredAt, at);
    const due = noteForTherapist(answered, { about: 'channel-gone', at });
    const told = therapistTold(due, later);
    assert.deepEqual<unknown>(told.notice, { about: 'channel-gone', status: 'told', at: later });
    assert.strictEqual(noteForTherapist(told, { about: 'unanswered', at: later }), told);
  });
});
