import { expect } from 'chai';
import { alertLine, type AlertLine } from '../../src/domain/alert-line.ts';
import { countAlerts } from '../../src/domain/count-alerts.ts';
import { anAlert, raisedAt } from './alert-builders.ts';

const hours = (count: number): string => new Date(Date.parse(raisedAt) + count * 3_600_000).toISOString();
const line = (more: Partial<AlertLine> = {}): AlertLine => ({ ...alertLine(anAlert()), ...more });
const now = hours(28 * 24);

describe('countAlerts', () => {
  it('counts nothing where there is nothing, and says no time for it', () => {
    expect(countAlerts([], now)).to.deep.equal({
      raised: 0,
      seen: 0,
      discussed: 0,
      closed: 0,
      byItself: 0,
      recovered: { count: 0, known: 0 },
    });
  });

  it('tells what people closed from what closed by itself', () => {
    const counts = countAlerts(
      [line({ closedAt: now }), line({ closedAt: now, byItself: true }), line({ discussedAt: now })],
      now,
    );
    expect(counts).to.include({ raised: 3, discussed: 1, closed: 1, byItself: 1, seen: 0 });
  });

  it('takes the median of the times to being seen, half way between the middle two', () => {
    const seen = (count: number) => line({ seenAt: hours(count) });
    expect(countAlerts([seen(30), seen(1), seen(2)], now).toSeen).to.equal(2 * 3_600_000);
    expect(countAlerts([seen(30), seen(1), seen(2), seen(4), line()], now).toSeen).to.equal(3 * 3_600_000);
  });

  it('counts recoveries of alerts that are four weeks old alone', () => {
    const recent = line({ raisedAt: hours(1), recovered: true });
    const counts = countAlerts([line({ recovered: true }), line({ recovered: false }), line(), recent], now);
    expect(counts.recovered).to.deep.equal({ count: 1, known: 2 });
  });
});
