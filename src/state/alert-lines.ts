import { alertLine, recoveryKnownAt, type AlertLine } from '../domain/alert-line.ts';
import type { Alert } from '../domain/alert.ts';
import type { Instant } from '../domain/ids.ts';
import { readPages } from './read-pages.ts';
import type { Store } from './store.ts';
import { upsert } from './upsert.ts';

type Lines = Pick<Store, 'alertLines'>;

/** The partition of the alerts raised in one month. */
export const monthOf = (raisedAt: Instant): string => raisedAt.slice(0, 7);

/** Brings an alert's line to what the alert is now; of two versions the one with more steps stands. Safe to repeat. */
export async function keepAlertLine(
  { alertLines }: Lines,
  alert: Alert,
  more: Pick<AlertLine, 'recovered'> = {},
): Promise<void> {
  const line = alertLine(alert);
  await upsert(alertLines, monthOf(alert.raisedAt), line.id, (current) => {
    const stands = current && current.steps > line.steps ? current : line;
    const recovered = more.recovered ?? current?.recovered;
    return { ...stands, ...(recovered !== undefined && { recovered }) };
  });
}

/** The lines of alerts raised in this time, `from` and later: a query for each of its months. */
export async function readAlertLines(
  { alertLines }: Lines,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly AlertLine[]> {
  const lines: AlertLine[] = [];
  for (const month of monthsBetween(from, to)) {
    for await (const line of readPages(alertLines, month, 1000)) {
      if (line.raisedAt >= from && line.raisedAt <= to) lines.push(line);
    }
  }
  return lines;
}

/** Whether it is time to find out if the client recovered, and nobody has. */
export const isUnsettled = (
  { kind, raisedAt, recovered }: Pick<AlertLine, 'kind' | 'raisedAt' | 'recovered'>,
  now: Instant,
): boolean => kind === 'alliance' && recovered === undefined && recoveryKnownAt(raisedAt) <= now;

function monthsBetween(from: Instant, to: Instant): readonly string[] {
  const months: string[] = [];
  const at = new Date(`${monthOf(from)}-01T00:00:00.000Z`);
  for (; at.toISOString() <= to; at.setUTCMonth(at.getUTCMonth() + 1)) months.push(monthOf(at.toISOString()));
  return months;
}
