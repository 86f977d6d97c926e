import { trendChart, type Line } from '../../charts/trend-chart.ts';
import { html, trusted, type Html } from '../html.ts';
import type { ClientView } from './view.ts';
import type { Week } from './weeks.ts';

const lines: readonly Line[] = ['alliance', 'goals', 'tasks', 'bond'];

/** Where the alliance and its three parts stand, and how they went over the weeks, drawn and as a table. */
export function trendSection(view: ClientView): Html {
  const { t } = view.visit;
  const scored = view.weeks.filter(
    ({ checkIn }) => checkIn && lines.some((line) => checkIn.score[line] !== undefined),
  );
  return html`<section class="panel" aria-labelledby="trend-head">
    <h2 id="trend-head">${t('workspace.trend.heading')}</h2>
    ${
      scored.length === 0
        ? html`<p class="muted">${t('workspace.trend.none')}</p>`
        : html`${tiles(view, scored)} ${drawing(view)} ${table(view)}
            <p class="muted small">${t('workspace.trend.unvalidated')}</p>`
    }
  </section>`;
}

function tiles({ visit: { t, wording } }: ClientView, scored: readonly Week[]): Html {
  const now = scored.at(-1)?.checkIn?.score;
  const before = scored.at(-2)?.checkIn?.score;
  return html`<dl class="tiles">
    ${lines.map((line) => {
      const value = now?.[line];
      const previous = before?.[line];
      return html`<div class="tile tile-${line}">
        <dt>${t(`workspace.domain.${line === 'alliance' ? 'whole' : line}`)}</dt>
        <dd>
          ${
            value === undefined
              ? html`<span class="muted">${t('workspace.alliance.none')}</span>`
              : html`<strong>${wording.number(value)}</strong>
                  <span class="muted">${t('workspace.outOfTen')}</span>`
          }
          ${
            value !== undefined &&
            previous !== undefined &&
            html`<span class="change">${changeWords(value - previous)}</span>`
          }
        </dd>
      </div>`;
    })}
  </dl>`;

  function changeWords(by: number): string {
    const size = wording.number(Math.abs(by));
    if (size === '0') return t('workspace.change.same');
    return t(by > 0 ? 'workspace.change.up' : 'workspace.change.down', { by: size });
  }
}

function drawing(view: ClientView): Html {
  const { t, wording } = view.visit;
  const latest = view.closed.at(-1);
  const low = latest && view.instrumentOf(latest)?.scoring.floor.domain;
  const first = view.weeks[0]?.date ?? '';
  const last = view.weeks.at(-1)?.date ?? '';
  const trend = {
    title: t('workspace.trend.title'),
    description: t('workspace.trend.description', { from: wording.date(first), to: wording.date(last) }),
    weeks: view.weeks.map(({ date, checkIn }) => ({ label: wording.date(date), ...checkIn?.score })),
    lines: lines.map((line) => ({
      line,
      name: t(`workspace.domain.${line === 'alliance' ? 'whole' : line}`),
    })),
    ...(low !== undefined && { low }),
  };
  return html`<figure class="chart">
    <div class="chart-wide">
      ${trusted(trendChart({ ...trend, id: 'trend-wide', width: 760, height: 320 }))}
    </div>
    <div class="chart-narrow">
      ${trusted(trendChart({ ...trend, id: 'trend-narrow', width: 300, height: 280 }))}
    </div>
    ${
      low !== undefined &&
      html`<figcaption class="muted small">
        ${t('workspace.trend.band', { value: wording.number(low) })}
      </figcaption>`
    }
  </figure>`;
}

function table(view: ClientView): Html {
  const { t, wording } = view.visit;
  return html`<details>
    <summary>${t('workspace.trend.asTable')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="${t('workspace.trend.title')}">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${t('workspace.week')}</th>
            ${lines.map(
              (line) =>
                html`<th scope="col">${t(`workspace.domain.${line === 'alliance' ? 'whole' : line}`)}</th>`,
            )}
            <th scope="col">${t('workspace.trend.status')}</th>
          </tr>
        </thead>
        <tbody>
          ${view.weeks.toReversed().map(
            ({ date, checkIn }) =>
              html`<tr>
                <th scope="row">${wording.date(date)}</th>
                ${lines.map((line) => {
                  const value = checkIn?.score[line];
                  return html`<td>${value === undefined ? '–' : wording.number(value)}</td>`;
                })}
                <td>
                  ${t(checkIn?.status === 'complete' ? 'workspace.trend.complete' : 'workspace.trend.missed')}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
