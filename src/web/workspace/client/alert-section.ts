import { latestEvidence } from '../../../domain/latest-evidence.ts';
import { noteLimit } from '../../../domain/step-in-alert.ts';
import type { Alert, AlertStep, Evidence } from '../../../domain/alert.ts';
import { alertTexts, nearestAlertLanguage } from '../../../i18n/alert-texts.ts';
import { isUrgent } from '../../../domain/is-urgent.ts';
import { tag } from '../attention-words.ts';
import { field } from '../field.ts';
import { html, type Html } from '../html.ts';
import { tokenField } from '../layout.ts';
import { latestObserved, observedWords, type Scored } from '../reason-words.ts';
import type { ClientView } from './view.ts';

/** The alerts that stand, the gravest first, each with its reason, what may help, and the form to acknowledge it. */
export function alertSection(view: ClientView): Html | undefined {
  const { alerts } = view.record.client;
  const standing = [...alerts].sort((a, b) => weight(a) - weight(b));
  return standing.length === 0
    ? undefined
    : html`<section aria-labelledby="alerts-head">
        <h2 id="alerts-head" class="unseen">${view.visit.t('workspace.alert.heading')}</h2>
        ${standing.map((alert) => alertCard(view, alert))}
      </section>`;
}

/** Alerts that were closed, newest first. */
export function pastAlerts(view: ClientView): Html | undefined {
  const { t, wording } = view.visit;
  const closed = view.record.alerts.filter(({ status }) => status === 'closed');
  return closed.length === 0
    ? undefined
    : html`<section class="panel" aria-labelledby="past-head">
        <h2 id="past-head">${t('workspace.alert.past')}</h2>
        ${closed.map(
          (alert) =>
            html`<details>
              <summary>${t(`workspace.alert.${alert.kind}`)} · ${wording.day(alert.raisedAt)}</summary>
              ${evidenceList(view, alert.evidence)} ${history(view, alert)}
            </details>`,
        )}
      </section>`;
}

function alertCard(view: ClientView, alert: Alert): Html {
  const { t, wording } = view.visit;
  const open = alert.status === 'open';
  const head = `alert-${alert.kind}`;
  return html`<article
    class="panel alert alert-${alert.kind} ${open ? 'is-open' : 'is-seen'}"
    aria-labelledby="${head}"
  >
    <div class="alert-head">
      <h3 id="${head}">${t(`workspace.alert.${alert.kind}`)}</h3>
      ${tag(open ? (isUrgent(alert) ? 'urgent' : 'alert') : 'seen', t(`workspace.alert.status.${alert.status}`))}
    </div>
    <p class="muted">${t('workspace.alert.raised', { when: wording.time(alert.raisedAt) })}</p>
    ${alert.kind === 'safety' ? safetyBody(view, alert) : allianceBody(view, alert)} ${history(view, alert)}
    ${acknowledgeForm(view, alert)}
  </article>`;
}

function allianceBody(view: ClientView, alert: Alert): Html {
  const { t, wording } = view.visit;
  const now = latestObserved(alert);
  const earlier = alert.evidence.filter((piece) => !now.some((one) => one === piece));
  return html`<ul class="evidence">
      ${now.map((piece) => html`<li>${observedWords(piece, t, wording)}</li>`)}
    </ul>
    ${
      now[0] &&
      html`<p class="muted">${t('workspace.alert.inCheckIn', { date: wording.longDay(now[0].at) })}</p>`
    }
    ${
      earlier.length > 0 &&
      html`<details>
        <summary>${t('workspace.alert.earlier', { count: earlier.length })}</summary>
        ${evidenceList(view, earlier)}
      </details>`
    }
    <h4>${t('workspace.alert.suggestions')}</h4>
    <div class="suggestions">
      ${toTalkAbout(alert).map((domain, place) => suggestions(view, domain, place === 0))}
    </div>`;
}

/** The parts that are low, the lowest first; the whole where no part is. */
function toTalkAbout(alert: Alert): readonly Scored[] {
  const parts = latestObserved(alert)
    .filter(({ domain }) => domain !== 'whole')
    .sort((a, b) => a.value - b.value)
    .map(({ domain }) => domain);
  return parts.length > 0 ? [...new Set(parts)] : ['whole'];
}

const suggestions = ({ visit: { t } }: ClientView, domain: Scored, open: boolean): Html =>
  html`<details ${open && html`open`}>
    <summary>${t(`workspace.domain.${domain}`)}</summary>
    <ul>
      ${(['first', 'second', 'third'] as const).map((one) => html`<li>${t(`workspace.suggestion.${domain}.${one}`)}</li>`)}
    </ul>
  </details>`;

const safetyBody = (view: ClientView, alert: Alert): Html =>
  html`<p>${view.visit.t('workspace.alert.safetyIntro')}</p>
    ${evidenceList(view, alert.evidence.toReversed())}
    <p class="plain-words">${view.visit.t('workspace.alert.noCrisisService')}</p>`;

const evidenceList = (view: ClientView, evidence: readonly Evidence[]): Html =>
  html`<ul class="evidence">
    ${evidence.map((piece) => html`<li>${evidenceItem(view, piece)}</li>`)}
  </ul>`;

function evidenceItem({ visit: { t, wording } }: ClientView, piece: Evidence): Html {
  if (piece.kind !== 'safety') {
    return html`${observedWords(piece, t, wording)}
      <span class="muted">(${wording.date(piece.checkIn)})</span>`;
  }
  return html`<p class="muted">
      ${t(`workspace.alert.tier.${piece.tier}`)} · ${categoryWords(piece.category, t)} ·
      ${wording.time(piece.at)}
    </p>
    <blockquote>${piece.words}</blockquote>`;
}

const categories = [
  'suicide',
  'self-harm',
  'harm-to-others',
  'overdose',
  'relapse',
  'abuse',
  'medical',
] as const;

function categoryWords(category: string, t: ClientView['visit']['t']): string {
  const known = categories.find((one) => one === category);
  return t(`workspace.alert.category.${known ?? 'other'}`);
}

const history = (view: ClientView, alert: Alert): Html | undefined =>
  alert.history.length === 0
    ? undefined
    : html`<ol class="history">
        ${alert.history.map((step) => html`<li>${historyStep(view, step)}</li>`)}
      </ol>`;

function historyStep({ visit }: ClientView, step: AlertStep): Html {
  const { wording, therapist } = visit;
  const t = alertTexts(nearestAlertLanguage(wording.language));
  const who = step.by === therapist.id ? therapist.name : t('step.someoneElse');
  const told = step.status === 'closed' && step.by === 'system' ? 'closedByItself' : step.status;
  return html`<p>${t(`step.${told}`, { who, when: wording.time(step.at) })}</p>
    ${step.note !== '' && html`<p class="note">${step.note}</p>`}`;
}

function acknowledgeForm({ visit, path, attempt }: ClientView, alert: Alert): Html {
  const { t, formToken } = visit;
  const open = alert.status === 'open';
  const failed = attempt?.form === `acknowledge/${alert.id}` ? attempt : undefined;
  return html`<form class="form" method="post" action="${path}/acknowledge">
    ${tokenField(formToken)}
    <input type="hidden" name="alert" value="${alert.id}" />
    <input type="hidden" name="seen" value="${latestEvidence(alert)}" />
    ${field({
      id: `note-${alert.kind}`,
      name: 'note',
      label: t(open ? 'workspace.alert.note' : 'workspace.alert.furtherNote'),
      hint: t('workspace.alert.noteHint', { limit: noteLimit }),
      value: failed?.value ?? '',
      fault: failed?.fault,
      rows: 3,
    })}
    <div class="actions">
      <button class="${open ? 'primary' : ''}" type="submit">
        ${t(open ? 'workspace.alert.acknowledge' : 'workspace.alert.addNote')}
      </button>
    </div>
  </form>`;
}

const weight = (alert: Alert): number =>
  (alert.status === 'open' ? 0 : 4) + (alert.kind === 'safety' ? 0 : 2) + (isUrgent(alert) ? 0 : 1);
