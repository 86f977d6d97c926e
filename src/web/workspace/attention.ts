import type { Alert } from '../../domain/alert.ts';
import type { CaseloadEntry } from '../../domain/caseload.ts';
import type { Instant } from '../../domain/ids.ts';
import type { ReminderNotice } from '../../domain/reminder.ts';

/** Why a client stands where they do on the caseload; the first of several decides. */
export type Reason =
  | { readonly kind: 'safety'; readonly tier: 'urgent' | 'concern' }
  | { readonly kind: 'alliance'; readonly alert: Alert }
  | { readonly kind: 'acknowledged'; readonly alert: Alert }
  | { readonly kind: 'talk' }
  | { readonly kind: 'erasure' }
  | { readonly kind: 'reminders'; readonly about: ReminderNotice['about'] }
  | { readonly kind: 'missed'; readonly weeks: number }
  | { readonly kind: 'homework'; readonly checkIns: number }
  | { readonly kind: 'uninformative' };

export interface Attention {
  /** In the order in which they count. */
  readonly reasons: readonly Reason[];
  /** Lower comes first. */
  readonly rank: number;
  /** Something here waits for the therapist. */
  readonly waits: boolean;
}

/** What about this client needs the therapist, judged from their line on the caseload. */
export function attentionTo(entry: CaseloadEntry, now: Instant): Attention {
  const missed = entry.status === 'joined' ? missedWeeks(entry, now) : 0;
  const reasons: Reason[] = [];
  for (const alert of entry.alerts) if (alert.kind === 'safety') reasons.push(safetyReason(alert));
  for (const alert of entry.alerts) if (alert.kind === 'alliance') reasons.push(allianceReason(alert));
  if (entry.latest?.wantsToTalk) reasons.push({ kind: 'talk' });
  if (entry.erasureAskedAt !== undefined) reasons.push({ kind: 'erasure' });
  if (entry.status === 'joined' && entry.reminderNotice)
    reasons.push({ kind: 'reminders', about: entry.reminderNotice.about });
  if (missed > 0) reasons.push({ kind: 'missed', weeks: missed });
  for (const notice of entry.notices ?? []) {
    if (notice.kind === 'homework') reasons.push(notice);
    if (notice.kind === 'uninformative') reasons.push({ kind: 'uninformative' });
  }
  const sorted = reasons.sort((a, b) => rankOf(a) - rankOf(b));
  return {
    reasons: sorted,
    rank: sorted[0] ? rankOf(sorted[0]) : entry.status === 'withdrawn' ? last : quiet,
    waits: sorted.some(waits),
  };
}

/** Those who need attention first; then whoever checked in most recently. */
export const byAttention = (
  a: { readonly entry: CaseloadEntry; readonly attention: Attention },
  b: { readonly entry: CaseloadEntry; readonly attention: Attention },
): number =>
  a.attention.rank - b.attention.rank ||
  longest(b.attention) - longest(a.attention) ||
  (b.entry.latest?.at ?? '').localeCompare(a.entry.latest?.at ?? '') ||
  a.entry.label.localeCompare(b.entry.label);

/** Weeks without a complete check-in up to now, in a row: those on record, and those that have passed since. */
export function missedWeeks(entry: CaseloadEntry, now: Instant): number {
  if (entry.weekEndsAt === undefined) return entry.missedInARow;
  const passed = Math.floor((Date.parse(now) - Date.parse(entry.weekEndsAt)) / weekMs);
  // the week that runs was answered: only whole weeks after it are missed
  return entry.missedInARow + Math.max(0, entry.weekAnswered ? passed : passed + 1);
}

const weekMs = 7 * 86_400_000;
const quiet = 10;
const last = 11;

function rankOf(reason: Reason): number {
  switch (reason.kind) {
    case 'safety':
      return reason.tier === 'urgent' ? 0 : 1;
    case 'alliance':
      return 2;
    case 'acknowledged':
      return 3;
    case 'talk':
      return 4;
    case 'erasure':
      return 5;
    case 'reminders':
      return 6;
    case 'homework':
      return 7;
    case 'missed':
      return 8;
    case 'uninformative':
      return 9;
  }
}

const waits = (reason: Reason): boolean =>
  reason.kind === 'safety' ||
  reason.kind === 'alliance' ||
  reason.kind === 'talk' ||
  reason.kind === 'erasure' ||
  reason.kind === 'reminders' ||
  (reason.kind === 'missed' && reason.weeks > 1);

const longest = ({ reasons }: Attention): number => (reasons[0]?.kind === 'missed' ? reasons[0].weeks : 0);

const safetyReason = (alert: Alert): Reason =>
  alert.status === 'open' ? { kind: 'safety', tier: tierOf(alert) } : { kind: 'acknowledged', alert };

const allianceReason = (alert: Alert): Reason =>
  alert.status === 'open' ? { kind: 'alliance', alert } : { kind: 'acknowledged', alert };

const tierOf = (alert: Alert): 'urgent' | 'concern' =>
  alert.evidence.some((piece) => piece.kind === 'safety' && piece.tier === 'urgent') ? 'urgent' : 'concern';
