import { caseloadEntry } from '../../../domain/caseload.ts';
import { clientId } from '../../../domain/ids.ts';
import { ownInstrument } from '../../../domain/own-instrument.ts';
import { readClinicSuggestions } from '../../../state/clinic-suggestions.ts';
import type { ClientRecord } from '../../../state/records.ts';
import { clinicPartition, type Store } from '../../../state/store.ts';
import { attentionTo, type Reason } from '../attention.ts';
import { attentionLine } from '../attention-words.ts';
import type { WorkspaceDependencies } from '../dependencies.ts';
import type { Attempt } from '../field.ts';
import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { stopped } from '../message-page.ts';
import { nameOf } from '../name-of.ts';
import type { PageReply, SignedInVisit } from '../route.ts';
import { agreementsSection } from './agreements-section.ts';
import { alertSection } from './alert/alert-section.ts';
import type { AlertView } from './alert/alert-view.ts';
import { alertWords } from './alert/alert-words.ts';
import { pastAlerts } from './alert/past-alerts.ts';
import { answersSection } from './answers-section.ts';
import { commentsSection } from './comments-section.ts';
import { homeworkSection } from './homework-section.ts';
import { linkSection } from './link-section.ts';
import { progressSection } from './progress-section.ts';
import { remindersSection } from './reminders-section.ts';
import { trendSection } from './trend-section.ts';
import { weeksOf } from './weeks.ts';

/** What a redirect may say was done; anything else in the query is ignored. */
const done = [
  'enrolled',
  'acknowledged',
  'discussed',
  'closed',
  'reopened',
  'saved',
  'ended',
  'restored',
  'link',
] as const;

/** All there is about one client of the therapist's; a form that was refused is shown again with its fault. */
export async function clientPage(
  { store, instruments, reminds = false }: WorkspaceDependencies,
  visit: SignedInVisit,
  refused?: { readonly status: number; readonly attempt: Attempt },
): Promise<PageReply> {
  const record = await visit.records.open(clientId(visit.params['client'] ?? ''));
  if (!record) return stopped(visit, 404, 'notFound');
  const closed = record.checkIns.filter(({ status }) => status !== 'open');
  const words = alertWords(visit);
  const view: AlertView = {
    words,
    suggestions: await readClinicSuggestions(store, words.language),
    names: await readNames(store, record, visit.therapist.id),
    visit,
    record,
    closed,
    weeks: weeksOf(closed),
    instrumentOf: (checkIn) => ownInstrument(checkIn, (id, version) => instruments.exact(id, version)),
    instrumentAt: (id, version) => instruments.exact(id, version),
    reminds,
    path: `/workspace/clients/${encodeURIComponent(record.client.id)}`,
    ...(refused && { attempt: refused.attempt }),
  };
  const { t, wording, therapist, formToken } = visit;
  return {
    kind: 'page',
    status: refused?.status ?? 200,
    page: layout({
      t,
      wording,
      title: t('workspace.client.title'),
      main: main(view),
      signedIn: { therapist, formToken },
    }),
  };
}

/** Of those who acted on an alert beside whoever looks at it. */
async function readNames(
  { therapists }: Pick<Store, 'therapists'>,
  { client, alerts }: ClientRecord,
  own: string,
): Promise<ReadonlyMap<string, string>> {
  const steps = [...client.alerts, ...alerts].flatMap(({ history }) => history);
  const others = new Set(steps.map(({ by }) => by).filter((by) => by !== own && by !== 'system'));
  const found = await Promise.all([...others].map((id) => therapists.get(clinicPartition, id)));
  return new Map(found.flatMap((one) => (one ? [[one.document.id, one.document.name]] : [])));
}

function main(view: AlertView): Html {
  const { t } = view.visit;
  const { client } = view.record;
  if (client.status === 'stranger')
    return html`<p class="crumb"><a href="/workspace">← ${t('workspace.caseload')}</a></p>
      ${outcome(view)} ${head(view)}
      <section class="panel"><p>${t('workspace.stranger.about')}</p></section>
      ${alertSection(view)} ${pastAlerts(view)}`;
  const fresh = client.status === 'invited';
  return html`<p class="crumb"><a href="/workspace">← ${t('workspace.caseload')}</a></p>
    ${outcome(view)} ${head(view)}
    <div class="columns">
      <div class="column">
        ${alertSection(view)} ${fresh && linkSection(view)} ${trendSection(view)} ${commentsSection(view)}
        ${homeworkSection(view)} ${progressSection(view)} ${answersSection(view)} ${remindersSection(view)}
        ${pastAlerts(view)}
      </div>
      <div class="column side">
        ${agreementsSection(view, 'goals')} ${agreementsSection(view, 'homework')}
        <p class="muted small">${t('workspace.agreement.whenItCounts')}</p>
        ${!fresh && linkSection(view)}
      </div>
    </div>`;
}

function outcome({ visit: { t, query }, attempt }: AlertView): Html | undefined {
  if (attempt) {
    return html`<div class="notice notice-fault" role="alert">
      <p>${t('workspace.notSaved', { fault: attempt.fault })}</p>
      ${
        attempt.value !== '' &&
        html`<p class="muted">${t('workspace.youTyped')}</p>
          <p class="note">${attempt.value}</p>`
      }
    </div>`;
  }
  const what = done.find((one) => one === query.get('done'));
  return what && html`<p class="notice" role="status">${t(`workspace.done.${what}`)}</p>`;
}

function head(view: AlertView): Html {
  const { t, wording, now } = view.visit;
  const { client } = view.record;
  const seen: Reason[] = attentionTo(caseloadEntry(client, 0), now).reasons.filter(
    ({ kind }) => kind !== 'safety' && kind !== 'alliance' && kind !== 'acknowledged',
  );
  return html`<div class="client-head">
    <h1>${nameOf(client, t)}</h1>
    <p class="chips">
      <span class="chip">${t(`workspace.status.${client.status}`)}</span>
      ${client.demo && html`<span class="chip chip-demo">${t('workspace.demo')}</span>`}
    </p>
    <p class="muted">
      ${t(client.status === 'stranger' ? 'workspace.stranger.since' : 'workspace.client.enrolled', { date: wording.day(client.enrolledAt) })}${due(view)}
    </p>
    ${
      seen.length > 0 &&
      html`<ul class="reasons">
        ${seen.map((reason) => html`<li>${attentionLine(reason, t, wording)}</li>`)}
      </ul>`
    }
    ${
      seen.some(({ kind }) => kind === 'uninformative') &&
      html`<p class="muted small">${t('workspace.client.uninformative')}</p>`
    }
    ${
      client.erasureAskedAt !== undefined &&
      html`<p>${t('workspace.client.erasure', { date: wording.day(client.erasureAskedAt) })}</p>`
    }
    ${client.status === 'withdrawn' && html`<p>${t('workspace.client.withdrawn')}</p>`}
  </div>`;
}

function due({ visit: { t, wording }, record: { client } }: AlertView): string {
  if (!client.due) return '';
  const { weekday, hour, minute, timeZone } = client.due;
  // 1 January 2024 was a Monday
  const day = new Intl.DateTimeFormat(wording.language, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return ` · ${t('workspace.client.due', { day, time, zone: timeZone.replaceAll('_', ' ') })}`;
}
