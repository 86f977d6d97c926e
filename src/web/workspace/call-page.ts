import { z } from 'zod';
import type { Alert } from '../../domain/alert.ts';
import { alertId, clientId } from '../../domain/ids.ts';
import { latestEvidence } from '../../domain/latest-evidence.ts';
import { noteLimit } from '../../domain/step-in-alert.ts';
import { tag } from './attention-words.ts';
import { alertWords } from './client/alert/alert-words.ts';
import { evidenceList } from './client/alert/evidence-list.ts';
import { faultWords, field, type Attempt } from './field.ts';
import { html, type Html } from './html.ts';
import { layout, tokenField } from './layout.ts';
import { stopped } from './message-page.ts';
import { nameOf } from './name-of.ts';
import type { CalledVisit, PageReply } from './route.ts';

const acknowledgement = z.object({
  alert: z.string().max(200),
  seen: z.string().max(40),
  note: z.string().default(''),
});

/** The alert that somebody was asked to act on for a client who is not theirs, and nothing else of that client. */
export async function callPage(
  visit: CalledVisit,
  refused?: { readonly status: number; readonly attempt: Attempt },
): Promise<PageReply> {
  const { t, wording, therapist, formToken } = visit;
  const call = await visit.calls.open(idOf(visit));
  if (!call) return stopped(visit, 404, 'notFound');
  return {
    kind: 'page',
    status: refused?.status ?? 200,
    page: layout({
      t,
      wording,
      title: t('workspace.call.title'),
      main: html`<div class="narrow">
        <h1>${nameOf(call.client, t)}</h1>
        <p class="muted">${t('workspace.call.about')}</p>
        ${
          call.therapist !== undefined &&
          html`<p>${t('workspace.call.therapist', { name: call.therapist })}</p>`
        }
        ${call.alerts.map((alert) => alertPanel(visit, alert, refused?.attempt))}
      </div>`,
      signedIn: { therapist, formToken },
    }),
  };
}

export async function acknowledgeCall(visit: CalledVisit): Promise<PageReply> {
  const read = acknowledgement.safeParse(Object.fromEntries(visit.form));
  if (!read.success) return stopped(visit, 400, 'badForm');
  const { alert, seen, note } = read.data;
  const change = await visit.calls.acknowledge(idOf(visit), {
    alert: alertId(alert),
    at: visit.now,
    note,
    seen,
  });
  if (change.ok) return { kind: 'redirect', to: pathOf(visit) };
  if (change.reason === 'unknown') return stopped(visit, 404, 'notFound');
  return callPage(visit, {
    status: change.reason === 'changed-meanwhile' ? 409 : 422,
    attempt: { form: alert, value: note, fault: faultWords(visit.t, change.reason, noteLimit) },
  });
}

function alertPanel(visit: CalledVisit, alert: Alert, attempt: Attempt | undefined): Html {
  const { t, wording, formToken } = visit;
  const words = alertWords(visit);
  const isOpen = alert.status === 'open';
  const acted = alert.history.findLast(({ status }) => status === 'acknowledged');
  const failed = attempt?.form === alert.id ? attempt : undefined;
  return html`<article
    class="panel alert alert-${alert.kind} ${isOpen ? 'is-open' : 'is-seen'}"
    lang="${words.language}"
    dir="${words.direction}"
  >
    <div class="alert-head">
      <h2>${words.t(`title.${alert.kind}`)}</h2>
      ${tag(isOpen ? 'urgent' : 'seen', words.t(`status.${alert.status}`))}
    </div>
    <p class="muted">${words.t('step.raised', { when: words.wording.time(alert.raisedAt) })}</p>
    ${evidenceList(words, alert.evidence.toReversed())}
    <p class="plain-words">${words.t('safety.noCrisisService')}</p>
    ${acted && html`<p>${t('workspace.call.acknowledgedBy', { when: wording.time(acted.at) })}</p>`}
    <form class="form" method="post" action="${pathOf(visit)}/acknowledge">
      ${tokenField(formToken)}
      <input type="hidden" name="alert" value="${alert.id}" />
      <input type="hidden" name="seen" value="${latestEvidence(alert)}" />
      ${field({
        id: `note-${alert.kind}`,
        name: 'note',
        label: t('workspace.call.note'),
        hint: words.t('act.noteHint', { limit: noteLimit }),
        value: failed?.value ?? '',
        fault: failed?.fault,
        rows: 3,
      })}
      <div class="actions">
        <button class="${isOpen ? 'primary' : ''}" type="submit">
          ${t(isOpen ? 'workspace.call.acknowledge' : 'workspace.call.addNote')}
        </button>
      </div>
    </form>
  </article>`;
}

const idOf = ({ params }: CalledVisit) => clientId(params['call'] ?? '');
const pathOf = (visit: CalledVisit): string => `/workspace/calls/${encodeURIComponent(idOf(visit))}`;
