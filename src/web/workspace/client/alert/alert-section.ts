import type { Alert } from '../../../../domain/alert.ts';
import { isUrgent } from '../../../../domain/is-urgent.ts';
import { tag } from '../../attention-words.ts';
import { html, type Html } from '../../html.ts';
import { latestObserved } from '../../reason-words.ts';
import { deliveryLines } from '../delivery-lines.ts';
import { alertForms } from './alert-forms.ts';
import { alertStory } from './alert-story.ts';
import { alertSuggestions } from './alert-suggestions.ts';
import type { AlertView } from './alert-view.ts';
import { evidenceList } from './evidence-list.ts';
import { evidenceWords } from './evidence-words.ts';

/** The alerts that stand, the gravest first, each with its reason, what may help, what was done, and the next step. */
export function alertSection(view: AlertView): Html | undefined {
  const { language, direction } = view.words;
  const standing = [...view.record.client.alerts].sort((a, b) => weight(a) - weight(b));
  return standing.length === 0
    ? undefined
    : html`<section aria-labelledby="alerts-head">
        <h2 id="alerts-head" class="unseen">${view.visit.t('workspace.alert.heading')}</h2>
        <div lang="${language}" dir="${direction}">${standing.map((alert) => alertCard(view, alert))}</div>
      </section>`;
}

function alertCard(view: AlertView, alert: Alert): Html {
  const { t } = view.words;
  const open = alert.status === 'open';
  const head = `alert-${alert.kind}`;
  return html`<article
    class="panel alert alert-${alert.kind} ${open ? 'is-open' : 'is-seen'}"
    aria-labelledby="${head}"
  >
    <div class="alert-head">
      <h3 id="${head}">${t(`title.${alert.kind}`)}</h3>
      ${tag(open ? (isUrgent(alert) ? 'urgent' : 'alert') : 'seen', t(`status.${alert.status}`))}
    </div>
    ${alert.kind === 'safety' ? safetyBody(view, alert) : allianceBody(view, alert)}
    ${alertStory(view, alert)} ${deliveryLines(view, alert)} ${alertForms(view, alert)}
  </article>`;
}

function allianceBody(view: AlertView, alert: Alert): Html {
  const { t, wording } = view.words;
  const now = latestObserved(alert);
  const earlier = alert.evidence.filter((piece) => !now.some((one) => one === piece));
  return html`<ul class="evidence">
      ${now.map(
        (piece) =>
          html`<li>
            ${evidenceWords(piece, view.words)}
            ${piece.severity && html`<span class="chip">${t(`severity.${piece.severity}`)}</span>`}
          </li>`,
      )}
    </ul>
    ${now[0] && html`<p class="muted">${t('inCheckIn', { date: wording.longDay(now[0].at) })}</p>`}
    ${
      earlier.length > 0 &&
      html`<details>
        <summary>${t('earlier', { count: earlier.length })}</summary>
        ${evidenceList(view.words, earlier)}
      </details>`
    }
    ${alertSuggestions(view, alert)}`;
}

const safetyBody = ({ words }: AlertView, alert: Alert): Html =>
  html`<p>${words.t('safety.intro')}</p>
    ${evidenceList(words, alert.evidence.toReversed())}
    <p class="plain-words">${words.t('safety.noCrisisService')}</p>`;

const weight = (alert: Alert): number =>
  (alert.status === 'open' ? 0 : 4) + (alert.kind === 'safety' ? 0 : 2) + (isUrgent(alert) ? 0 : 1);
