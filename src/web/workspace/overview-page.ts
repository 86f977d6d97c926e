import type { Overview, WaitingAlert } from '../../state/read-overview.ts';
import { tag } from './attention-words.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';
import { loopSection } from './loop-section.ts';
import { stopped } from './message-page.ts';
import type { PageReply, SupervisorVisit } from './route.ts';

/** So many alerts are listed, those that waited longest. */
const most = 200;
const dayMs = 86_400_000;

/** For a supervisor: alerts that nobody acted on, and the clinic in numbers. No client's name, nothing that was said. */
export async function overviewPage(visit: SupervisorVisit): Promise<PageReply> {
  const { t, wording, therapist, formToken } = visit;
  const overview = await visit.overview();
  if (!overview) return stopped(visit, 403, 'notYourRole');
  return {
    kind: 'page',
    status: 200,
    page: layout({
      t,
      wording,
      title: t('workspace.overview.title'),
      main: html`<div class="page-head"><h1>${t('workspace.overview.title')}</h1></div>
        <section class="panel" aria-labelledby="waiting">
          <h2 id="waiting">${t('workspace.overview.waiting')}</h2>
          <p><a href="/workspace/rota">${t('workspace.overview.rota')}</a></p>
          ${
            overview.waiting.length === 0
              ? html`<p>${t('workspace.overview.nothingWaits')}</p>`
              : waitingAlerts(visit, overview.waiting)
          }
          <p class="muted">${t('workspace.overview.undelivered', { count: overview.undelivered })}</p>
        </section>
        <section class="panel" aria-labelledby="totals">
          <h2 id="totals">${t('workspace.overview.totals')}</h2>
          ${totals(visit, overview)}
        </section>
        ${loopSection(visit, overview.loop)}`,
      signedIn: { therapist, formToken, place: 'overview' },
    }),
  };
}

const waitingAlerts = (visit: SupervisorVisit, waiting: readonly WaitingAlert[]): Html => {
  const { t } = visit;
  return html`<p class="muted">${t('workspace.overview.about')}</p>
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">${t('workspace.overview.therapist')}</th>
          <th scope="col">${t('workspace.overview.age')}</th>
        </tr>
      </thead>
      <tbody>
        ${waiting.slice(0, most).map((alert) => line(visit, alert))}
      </tbody>
    </table>
    ${
      waiting.length > most &&
      html`<p class="muted">${t('workspace.filter.shown', { shown: most, all: waiting.length })}</p>`
    }`;
};

const line = ({ t, wording, now }: SupervisorVisit, alert: WaitingAlert): Html => {
  const { therapist, raisedAt, urgent, step, unreached, call } = alert;
  const days = Math.max(0, Math.floor((Date.parse(now) - Date.parse(raisedAt)) / dayMs));
  return html`<tr>
    <th scope="row">${therapist}</th>
    <td>
      <time datetime="${raisedAt}">${wording.time(raisedAt)}</time> ·
      ${t('workspace.overview.days', { count: days })}
      ${urgent && tag('urgent', t('workspace.overview.urgent'))}
      ${step && tag('quiet', t(`workspace.overview.${step}`))}
      ${unreached && tag('alert', t('workspace.overview.unreached'))}
      ${
        call !== undefined &&
        html`<a href="/workspace/calls/${encodeURIComponent(call)}">${t('workspace.overview.open')}</a>`
      }
    </td>
  </tr>`;
};

const rows = ['joined', 'checkedIn', 'invited', 'withdrawn', 'waiting', 'inHand', 'therapists'] as const;

const totals = ({ t, wording }: SupervisorVisit, overview: Overview): Html =>
  html`<table class="plain-table">
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${t(`workspace.overview.total.${row}`)}</th>
            <td class="figure">${wording.number(overview.totals[row])}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
