import type { AnchoredDay } from '../state/audit/anchor-trails.ts';
import type { Finding } from '../state/audit/finding.ts';
import type { AnchorGap } from '../state/audit/read-anchors.ts';
import { verifyAudit, type AuditReport } from '../state/audit/verify-audit.ts';
import type { Store } from '../state/store.ts';

/** Where a command prints: its result, and what is for who watches. */
export interface Output {
  readonly result: (line: string) => void;
  readonly note: (line: string) => void;
}

/** Prints what was found, and how much was read. True when nothing was found. */
export async function verify(
  store: Store,
  key: Uint8Array,
  { noted, output }: { readonly noted: readonly AnchoredDay[]; readonly output: Output },
): Promise<boolean> {
  const report = await verifyAudit(store, key, {
    noted,
    progress: ({ chains, events }) => {
      if (chains % 500 === 0) output.note(`${chains} chains, ${events} events read`);
    },
  });
  for (const finding of report.findings) output.result(describe(finding));
  if (report.found > report.findings.length) {
    output.result(`and ${report.found - report.findings.length} more`);
  }
  if (isOtherKey(report))
    output.note('No seal holds: this may not be the key that the audit was sealed with.');
  const latest = report.latest ? `the latest ${report.latest.day}:${report.latest.seal}` : 'none complete';
  output.result(`${report.chains} chains, ${report.events} events; days anchored: ${report.days}, ${latest}`);
  if (report.gaps.length > 0) output.result(`days between without anchors: ${describeGaps(report.gaps)}`);
  output.result(report.found === 0 ? 'nothing found' : `found: ${report.found}`);
  return report.found === 0;
}

const isOtherKey = ({ findings, found, events }: AuditReport): boolean =>
  events > 0 && found >= events && findings.every(({ kind }) => kind === 'altered');

/** The latest ten. */
function describeGaps(gaps: readonly AnchorGap[]): string {
  const count = gaps.reduce((sum, { days }) => sum + days, 0);
  const latest = gaps
    .slice(-10)
    .map(({ first, days }) => (days === 1 ? first : `${first} and ${days - 1} more`));
  return `${count} (${gaps.length > latest.length ? '..., ' : ''}${latest.join(', ')})`;
}

const describe = (finding: Finding): string =>
  'anchor' in finding
    ? `anchors ${finding.anchor}: ${meaning[finding.kind]}`
    : `${finding.chain} event ${finding.sequence}: ${meaning[finding.kind]}`;

const meaning = {
  altered: 'altered: its seal does not hold',
  missing: 'missing: what has to stand here, or before it, does not',
  misplaced: 'misplaced: twice, out of order, or under another id than its own',
  unreadable: 'unreadable: not of the shape that the program writes, or not to be read at all',
  contradicted: 'contradicted: stands in two places, and not the same',
  'beyond-head': 'beyond the head: filed, and the record it tells of does not know of it',
  head: 'head: the record says that its chain ends otherwise',
  truncated: 'truncated: the chain was longer when it was anchored',
  recomputed: 'recomputed: sealed with the right key, and not what was anchored or noted',
  gone: 'gone: the record of an anchored chain is not there',
  unanchored: 'unanchored: it was anchored on some day, and not on the latest complete one',
  incomplete: "incomplete: the day's anchors break off; a run of the program completes them on the same day",
} as const satisfies Record<Finding['kind'], string>;
