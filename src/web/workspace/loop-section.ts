import type { AlertCounts } from '../../domain/count-alerts.ts';
import type { Overview } from '../../state/read-overview.ts';
import { html, type Html } from './html.ts';
import type { SupervisorVisit } from './route.ts';

const rows = ['raised', 'seen', 'discussed', 'closed', 'byItself', 'recovered', 'toSeen'] as const;

/** How the alerts of the last twelve weeks fared, in numbers alone. */
export const loopSection = (visit: SupervisorVisit, { alliance, safety }: Overview['loop']): Html => {
  const { t } = visit;
  return html`<section class="panel" aria-labelledby="loop">
    <h2 id="loop">${t('workspace.overview.loop.title')}</h2>
    <p class="muted">${t('workspace.overview.loop.about')}</p>
    <table class="plain-table loop-table">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${t('workspace.overview.loop.scores')}</th>
          <th scope="col">${t('workspace.overview.loop.words')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${t(`workspace.overview.loop.row.${row}`)}</th>
              <td class="figure">${figure(visit, alliance, row)}</td>
              <td class="figure">
                ${row === 'byItself' || row === 'recovered' ? t('workspace.overview.loop.notYet') : figure(visit, safety, row)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="muted small">${t('workspace.overview.loop.aboutRecovered')}</p>
  </section>`;
};

function figure({ t, wording }: SupervisorVisit, counts: AlertCounts, row: (typeof rows)[number]): string {
  switch (row) {
    case 'recovered': {
      const { count, known } = counts.recovered;
      return known === 0
        ? t('workspace.overview.loop.notYet')
        : t('workspace.overview.loop.ofKnown', { count, known });
    }
    case 'toSeen':
      return counts.toSeen === undefined
        ? t('workspace.overview.loop.notYet')
        : duration(counts.toSeen, wording.language);
    case 'raised':
    case 'seen':
    case 'discussed':
    case 'closed':
    case 'byItself':
      return wording.number(counts[row]);
  }
}

const units = [
  ['day', 2 * 86_400_000, 86_400_000],
  ['hour', 2 * 3_600_000, 3_600_000],
  ['minute', 0, 60_000],
] as const;

/** From two days in days, from two hours in hours. */
function duration(ms: number, language: string): string {
  const [unit, , size] = units.find(([, from]) => ms >= from) ?? (['minute', 0, 60_000] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: unit === 'day' ? 1 : 0,
  }).format(ms / size);
}
