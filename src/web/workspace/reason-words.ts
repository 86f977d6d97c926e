import type { Alert, Evidence } from '../../domain/alert.ts';
import type { Domain } from '../../domain/instrument/instrument.ts';
import type { Translate } from '../../i18n/index.ts';
import type { Wording } from './wording.ts';

export type Scored = Domain | 'whole';
type Observed = Exclude<Evidence, { kind: 'safety' }>;

/** The observations of the latest check-in that has any, the whole first. */
export function latestObserved(alert: Alert): readonly Observed[] {
  const observed = alert.evidence.filter((piece): piece is Observed => piece.kind !== 'safety');
  const newest = observed.reduce((latest, { checkIn }) => (checkIn > latest ? checkIn : latest), '');
  return observed
    .filter(({ checkIn }) => checkIn === newest)
    .sort((a, b) => order.indexOf(a.domain) - order.indexOf(b.domain));
}

/** `Fell: bond and goals`, by the kind of the first of them. */
export function allianceReason(alert: Alert, t: Translate, wording: Wording): string {
  const observed = latestObserved(alert);
  const domains = observed.map(({ domain }) => domain);
  const named = domains.some((domain) => domain !== 'whole')
    ? domains.filter((domain) => domain !== 'whole')
    : domains;
  return t(`workspace.attention.alliance.${observed[0]?.kind ?? 'floor'}`, {
    domains: wording.list([...new Set(named)].map((domain) => t(`workspace.domainInText.${domain}`))),
  });
}

const order: readonly Scored[] = ['whole', 'goals', 'tasks', 'bond'];
