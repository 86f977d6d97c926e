import { expect } from 'chai';
import { alertLine, hasRecovered } from '../../src/domain/alert-line.ts';
import type { Score } from '../../src/domain/check-in.ts';
import { checkInId } from '../../src/domain/ids.ts';
import { anAlert, at, by, piece, step } from './alert-builders.ts';

const week = (completedAt: string, score: Partial<Score>) => ({
  completedAt,
  score: { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined, ...score },
});

describe("an alert's line", () => {
  it("has its life in instants: a person's first step, the first discussion, the last closing", () => {
    const history = [
      step('reminded', '2026-11-03T08:00:00.000Z'),
      step('acknowledged', at),
      {
        status: 'discussed',
        by,
        at: '2026-11-05T09:00:00.000Z',
        note: 'words',
        found: [],
        done: [],
      } as const,
      step('closed', '2026-11-06T09:00:00.000Z'),
    ];
    const line = alertLine(anAlert({ status: 'closed', history }));
    expect(line).to.deep.include({
      seenAt: at,
      discussedAt: '2026-11-05T09:00:00.000Z',
      closedAt: '2026-11-06T09:00:00.000Z',
      steps: 4,
    });
    expect(line).to.not.have.property('byItself');
    expect(JSON.stringify(line)).to.not.include('words').and.to.not.include('bond');
  });

  it('says that it closed by itself, and nothing of a closing that was taken back', () => {
    const itself = { ...step('closed'), by: 'system' as const };
    expect(alertLine(anAlert({ status: 'closed', history: [itself] }))).to.include({ byItself: true });
    expect(alertLine(anAlert({ status: 'acknowledged', history: [itself] }))).to.not.have.any.keys(
      'closedAt',
      'byItself',
    );
  });
});

describe('hasRecovered', () => {
  const low = anAlert({ evidence: [piece({ reference: 7 })] });

  for (const [name, weeks, recovered] of [
    ['no check-in', [], false],
    ['the part still low', [week('2026-11-09T10:00:00.000Z', { bond: 6.9, alliance: 9 })], false],
    ['the part back', [week('2026-11-09T10:00:00.000Z', { bond: 7 })], true],
    ['no score of the part', [week('2026-11-09T10:00:00.000Z', { goals: 9 })], false],
    [
      'back, and low again in time',
      [week('2026-11-16T10:00:00.000Z', { bond: 5 }), week('2026-11-09T10:00:00.000Z', { bond: 8 })],
      false,
    ],
    ['back on the last day', [week('2026-11-30T10:00:00.000Z', { bond: 8 })], true],
    ['back a moment too late', [week('2026-11-30T10:00:00.001Z', { bond: 8 })], false],
    ['the check-in it was raised by', [week('2026-11-02T10:00:00.000Z', { bond: 8 })], false],
  ] as const) {
    it(`${name}: ${recovered ? 'recovered' : 'not'}`, () => {
      expect(hasRecovered(low, weeks)).to.equal(recovered);
    });
  }

  it('holds a score against the usual range where it is known', () => {
    const alert = anAlert({ evidence: [piece({ reference: 8, usual: { low: 7, high: 9 } })] });
    expect(hasRecovered(alert, [week('2026-11-09T10:00:00.000Z', { bond: 7.2 })])).to.equal(true);
  });

  it('asks for the parts it was raised for, also as they were corrected, and not for what came later', () => {
    const later = piece({ checkIn: checkInId('2026-11-08'), domain: 'goals', reference: 9 });
    const corrected = piece({ at: '2026-11-02T11:00:00.000Z', reference: 7 });
    const alert = anAlert({ evidence: [later, corrected] });
    expect(hasRecovered(alert, [week('2026-11-09T10:00:00.000Z', { bond: 7 })])).to.equal(true);
    expect(hasRecovered(alert, [week('2026-11-09T10:00:00.000Z', { bond: 6, goals: 9 })])).to.equal(false);
  });

  it('is so when the alert closed by itself in that time, not when a person closed it', () => {
    const by = 'system' as const;
    expect(hasRecovered(anAlert({ history: [{ ...step('closed'), by }] }), [])).to.equal(true);
    const late = { ...step('closed', '2026-12-01T10:00:00.000Z'), by };
    expect(hasRecovered(anAlert({ history: [late] }), [])).to.equal(false);
    expect(hasRecovered(anAlert({ history: [step('closed')] }), [])).to.equal(false);
  });
});
