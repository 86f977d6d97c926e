import type { Alert } from '../../../../domain/alert.ts';
import { choicesFor } from '../../../../domain/discuss-alert.ts';
import { latestEvidence } from '../../../../domain/latest-evidence.ts';
import { noteLimit } from '../../../../domain/step-in-alert.ts';
import { field, type Attempt } from '../../field.ts';
import { html, type Html } from '../../html.ts';
import { tokenField } from '../../layout.ts';
import type { AlertView } from './alert-view.ts';

type Act = 'acknowledge' | 'discuss' | 'close';

/** The one step that comes next, ready to take; the others can be opened below it. */
export function alertForms(view: AlertView, alert: Alert): Html {
  const { t } = view.words;
  const next = nextAct[alert.status];
  const others = (['discuss', 'acknowledge', 'close'] as const).filter((act) => act !== next);
  return html`<div class="next-step">
      <h4>${t('act.next')}</h4>
      ${form(view, alert, next, true)}
    </div>
    <div class="more-steps">
      <h4>${t('act.more')}</h4>
      ${others.map((act) => more(view, alert, act))}
    </div>`;
}

const nextAct = {
  open: 'acknowledge',
  acknowledged: 'discuss',
  discussed: 'close',
  closed: 'close',
} as const satisfies Readonly<Record<Alert['status'], Act>>;

function more(view: AlertView, alert: Alert, act: Act): Html {
  const { t } = view.words;
  if (act === 'close' && alert.kind === 'safety' && alert.status === 'open')
    return html`<p class="muted">${t('act.closeLater')}</p>`;
  return html`<details ${attemptAt(view, alert, act) && html`open`}>
    <summary>${title(view, alert, act)}</summary>
    ${form(view, alert, act, false)}
  </details>`;
}

function title({ words: { t } }: AlertView, { status }: Alert, act: Act): string {
  switch (act) {
    case 'acknowledge':
      return t(status === 'open' ? 'act.acknowledge' : 'act.furtherNote');
    case 'discuss':
      return t(status === 'discussed' ? 'act.discussAgain' : 'act.discuss');
    case 'close':
      return t('act.close');
  }
}

function form(view: AlertView, alert: Alert, act: Act, primary: boolean): Html {
  const { t } = view.words;
  return html`<form class="form" method="post" action="${view.path}/${act}">
    ${tokenField(view.visit.formToken)}
    <input type="hidden" name="alert" value="${alert.id}" />
    <input type="hidden" name="seen" value="${latestEvidence(alert)}" />
    ${act === 'discuss' && checklists(view, alert)} ${note(view, alert, act)} ${hint(view, alert, act)}
    <div class="actions">
      <button class="${primary ? 'primary' : ''}" type="submit">${t(buttonText(alert, act))}</button>
    </div>
  </form>`;
}

const buttonText = ({ status }: Alert, act: Act) =>
  act === 'discuss'
    ? 'act.save'
    : act === 'close'
      ? 'act.close'
      : status === 'open'
        ? 'act.acknowledge'
        : 'act.addNote';

function hint({ words: { t } }: AlertView, { status }: Alert, act: Act): Html | undefined {
  if (act === 'close') return html`<p class="hint">${t('act.closeHint')}</p>`;
  return act === 'acknowledge' && status === 'open'
    ? html`<p class="hint">${t('act.acknowledgeHint')}</p>`
    : undefined;
}

const noteLabel = {
  acknowledge: 'act.note',
  discuss: 'act.words',
  close: 'act.closeNote',
} as const satisfies Readonly<Record<Act, string>>;

function note(view: AlertView, alert: Alert, act: Act): Html {
  const { t } = view.words;
  const failed = attemptAt(view, alert, act);
  const further = act === 'acknowledge' && alert.status !== 'open';
  return field({
    id: act === 'acknowledge' ? `note-${alert.kind}` : `${act}-note-${alert.kind}`,
    name: 'note',
    label: t(further ? 'act.furtherNote' : noteLabel[act]),
    hint: t('act.noteHint', { limit: noteLimit }),
    value: failed?.value ?? (act === 'discuss' ? (saidBefore(alert)?.note ?? '') : ''),
    fault: failed?.fault,
    rows: 3,
  });
}

/** Several of each; what was chosen before, or just now and refused, is chosen still. */
function checklists(view: AlertView, alert: Alert): Html {
  const { t } = view.words;
  const offered = choicesFor(alert.kind);
  const said = saidBefore(alert);
  const attempt = attemptAt(view, alert, 'discuss');
  const list = (name: 'found' | 'done', boxes: readonly Html[]): Html =>
    html`<fieldset class="choices">
      <legend>${t(`act.${name}`)}</legend>
      <p class="hint">${t('act.several')}</p>
      ${boxes}
    </fieldset>`;
  const box = (name: 'found' | 'done', code: string, text: string, chosen: boolean): Html =>
    html`<label class="choice"
      ><input type="checkbox" name="${name}" value="${code}" ${chosen && html`checked`} /><span
        >${text}</span
      ></label
    >`;
  const isChosen = (name: 'found' | 'done', code: string, before: readonly string[] = []): boolean =>
    attempt?.chosen ? attempt.chosen.includes(`${name}/${code}`) : before.includes(code);
  return html`${list(
    'found',
    offered.found.map((code) => box('found', code, t(`found.${code}`), isChosen('found', code, said?.found))),
  )}
  ${list(
    'done',
    offered.done.map((code) => box('done', code, t(`done.${code}`), isChosen('done', code, said?.done))),
  )}`;
}

/** What it was said that was found and done, as long as that stands. */
const saidBefore = ({ status, history }: Alert) =>
  status === 'discussed' ? history.findLast((step) => step.status === 'discussed') : undefined;

const attemptAt = ({ attempt }: AlertView, { id }: Alert, act: Act): Attempt | undefined =>
  attempt?.form === `${act}/${id}` ? attempt : undefined;
