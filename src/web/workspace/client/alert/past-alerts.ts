import type { Alert } from '../../../../domain/alert.ts';
import { canReopen, closedAt, reopenDays } from '../../../../domain/reopen-alert.ts';
import { html, type Html } from '../../html.ts';
import { tokenField } from '../../layout.ts';
import { alertStory } from './alert-story.ts';
import type { AlertView } from './alert-view.ts';
import { evidenceList } from './evidence-list.ts';

/** Alerts that were closed, newest first: what each was, what was found and done, and for a week a way back. */
export function pastAlerts(view: AlertView): Html | undefined {
  const { t, language, direction } = view.words;
  const closed = view.record.alerts.filter(({ status }) => status === 'closed');
  return closed.length === 0
    ? undefined
    : html`<section class="panel" id="past" aria-labelledby="past-head" lang="${language}" dir="${direction}">
        <h2 id="past-head">${t('past')}</h2>
        ${closed.map((alert) => past(view, alert))}
      </section>`;
}

function past(view: AlertView, alert: Alert): Html {
  const { t, wording } = view.words;
  return html`<details class="past-alert">
    <summary>${t(`title.${alert.kind}`)} · ${wording.day(alert.raisedAt)}</summary>
    ${evidenceList(view.words, alert.evidence)} ${alertStory(view, alert, 'h3')} ${reopenForm(view, alert)}
  </details>`;
}

function reopenForm(view: AlertView, alert: Alert): Html | undefined {
  const { t, wording } = view.words;
  const at = closedAt(alert);
  const another = view.record.client.alerts.some(({ kind }) => kind === alert.kind);
  if (at === undefined || another || !canReopen(alert, view.visit.now)) return undefined;
  const until = new Date(Date.parse(at) + reopenDays * 86_400_000).toISOString();
  return html`<form class="form" method="post" action="${view.path}/reopen">
    ${tokenField(view.visit.formToken)}
    <input type="hidden" name="alert" value="${alert.id}" />
    <p class="hint">${t('act.reopenUntil', { date: wording.time(until) })}</p>
    <div class="actions"><button type="submit">${t('act.reopen')}</button></div>
  </form>`;
}
