import { expect } from 'chai';
import { caseloadEntry, type CaseloadEntry } from '../../../src/domain/caseload.ts';
import { enrolledClient } from '../../../src/domain/client-changes.ts';
import { clientId, therapistId } from '../../../src/domain/ids.ts';
import { pastWeek } from '../../../src/domain/past-week.ts';
import { attentionTo, byAttention, missedWeeks } from '../../../src/web/workspace/attention.ts';
import { allianceAlert, safetyAlert, weeks, type Enrolment } from './open-workspace.ts';

const now = '2026-11-22T12:00:00.000Z';

function entryOf(label: string, { recent = [], ...more }: Enrolment = {}): CaseloadEntry {
  const made = enrolledClient({ id: clientId(label), therapist: therapistId('t'), label, at: now });
  if (!made.ok) throw new Error(made.reason);
  return caseloadEntry({ ...made.client, status: 'joined', ...more, recent: recent.map(pastWeek) }, 1);
}

describe('the order of the caseload', () => {
  const seen = { status: 'acknowledged' } as const;
  const inOrder: readonly CaseloadEntry[] = [
    entryOf('urgent', { alerts: [allianceAlert(), safetyAlert('x')] }),
    entryOf('concern', { alerts: [safetyAlert('x', 'concern')] }),
    entryOf('low', { alerts: [allianceAlert()] }),
    entryOf('seen', { alerts: [allianceAlert(seen)] }),
    entryOf('talk', { recent: weeks([8]).map((week) => ({ ...week, wantsToTalk: true })) }),
    entryOf('wants it deleted', { status: 'withdrawn', erasureAskedAt: now }),
    entryOf('missed three', { recent: weeks([8, null, null, null]) }),
    entryOf('missed one', { recent: weeks([8, null]) }),
    entryOf('always ten', { recent: weeks([10, 10, null, 10].map((value) => value)) }),
    entryOf('fine', { recent: weeks([8, 7]) }),
    entryOf('fine, longer ago', { recent: weeks([8, 7]).slice(0, 1) }),
    entryOf('invited', { status: 'invited' }),
    entryOf('withdrawn', { status: 'withdrawn' }),
  ];

  it('puts those first who need attention', () => {
    const shuffled = [...inOrder].reverse().map((entry) => ({ entry, attention: attentionTo(entry, now) }));
    expect(shuffled.sort(byAttention).map(({ entry }) => entry.label)).to.deep.equal(
      inOrder.map(({ label }) => label),
    );
  });

  it('counts those for whom something waits, not those who were seen to', () => {
    const waiting = inOrder.filter((entry) => attentionTo(entry, now).waits).map(({ label }) => label);
    expect(waiting).to.deep.equal(['urgent', 'concern', 'low', 'talk', 'wants it deleted', 'missed three']);
  });

  it('keeps a safety alert first after the consent was withdrawn', () => {
    const entry = entryOf('w', { status: 'withdrawn', alerts: [safetyAlert('x')] });
    expect(attentionTo(entry, now).rank).to.equal(0);
  });
});

describe('missedWeeks', () => {
  const [first] = weeks([8]);
  const endsAt = first!.endsAt;
  const later = (days: number): string => new Date(Date.parse(endsAt) + days * 86_400_000).toISOString();
  const open = { ...first!, status: 'open' as const, completedAt: undefined };

  for (const [name, entry, days, missed] of [
    ['a week that runs, unanswered', entryOf('a', { checkIn: open }), -1, 0],
    ['a week that ended unanswered', entryOf('a', { checkIn: open }), 0.5, 1],
    ['two that ended so', entryOf('a', { checkIn: open }), 8, 2],
    ['a week that runs, answered', entryOf('a', { checkIn: first! }), -1, 0],
    ['the week after it, which runs', entryOf('a', { checkIn: first! }), 3, 0],
    ['the week after it, which ended', entryOf('a', { checkIn: first! }), 8, 1],
    ['those on record before it', entryOf('a', { recent: weeks([8, null, null]), checkIn: open }), 0.5, 3],
    ['nobody who has begun', entryOf('a'), 0, 0],
  ] as const) {
    it(`counts ${missed} for ${name}`, () => {
      expect(missedWeeks(entry, later(days))).to.equal(missed);
    });
  }

  it('says nothing of a client who has not joined', () => {
    const entry = entryOf('a', { status: 'invited', recent: weeks([null]) });
    expect(attentionTo(entry, now).reasons).to.deep.equal([]);
  });
});
