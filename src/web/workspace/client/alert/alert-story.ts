import type { Alert, AlertStep } from '../../../../domain/alert.ts';
import type { AlertKey } from '../../../../i18n/alert-texts.ts';
import { html, type Html } from '../../html.ts';
import type { AlertView } from './alert-view.ts';

/** What happened to an alert from its beginning on, in order: who did what and when, the program's own steps too. */
export const alertStory = (view: AlertView, alert: Alert, heading: 'h3' | 'h4' = 'h4'): Html => {
  const { t, wording } = view.words;
  return html`${heading === 'h3' ? html`<h3>${t('story')}</h3>` : html`<h4>${t('story')}</h4>`}
    <ol class="history">
      <li><p>${t('step.raised', { when: wording.time(alert.raisedAt) })}</p></li>
      ${alert.history.map((step, place) => html`<li>${told(view, step, alert.history.slice(0, place))}</li>`)}
    </ol>`;
};

function told({ visit, words, names }: AlertView, step: AlertStep, before: readonly AlertStep[]): Html {
  const { t, wording } = words;
  const { therapist } = visit;
  const name = step.by === therapist.id ? therapist.name : (names.get(step.by) ?? t('step.someoneElse'));
  // a name from left to right keeps its place among words from right to left
  const who = words.direction === 'rtl' ? `\u2068${name}\u2069` : name;
  return html`<p>${t(keyOf(step, before), { who, when: wording.time(step.at) })}</p>
    ${step.status === 'discussed' && choices(words, step)}
    ${step.note !== '' && html`<p class="note" dir="auto">${step.note}</p>`}`;
}

/** Since it last grew: a second look is a note, a second discussion a change of the first. */
function keyOf({ status, by }: AlertStep, before: readonly AlertStep[]): AlertKey {
  const since = before.slice(before.findLastIndex((step) => step.status === 'grew') + 1);
  const has = (...wanted: readonly AlertStep['status'][]): boolean =>
    since.some((step) => wanted.includes(step.status));
  if (status === 'acknowledged' && has('acknowledged', 'discussed', 'reopened')) return 'step.noted';
  if (status === 'discussed' && has('discussed')) return 'step.discussedAgain';
  if (status === 'closed' && by === 'system') return 'step.closedByItself';
  return `step.${status}`;
}

function choices(
  { t }: AlertView['words'],
  { found, done }: Pick<Extract<AlertStep, { status: 'discussed' }>, 'found' | 'done'>,
): Html {
  return html`${
    found.length > 0 &&
    html`<p>${t('foundList', { list: found.map((code) => t(`found.${code}`)).join(' · ') })}</p>`
  }
  ${
    done.length > 0 &&
    html`<p>${t('doneList', { list: done.map((code) => t(`done.${code}`)).join(' · ') })}</p>`
  }`;
}
