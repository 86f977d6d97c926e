import type { AlertChannel } from '../../../domain/delivery.ts';
import { alertChannels } from '../../../domain/delivery.ts';
import type { WorkspaceDependencies } from '../dependencies.ts';
import { field } from '../field.ts';
import { html, type Html } from '../html.ts';
import { layout, tokenField } from '../layout.ts';
import type { MemberVisit, PageReply } from '../route.ts';
import { testWords } from './test-words.ts';

/** What was typed and could not be taken. */
export interface RefusedForm {
  readonly form: 'address' | 'quiet';
  readonly value: string;
  readonly fault: string;
}

/** What a redirect may say was done. */
const done = ['saved', 'confirmed', 'removed', 'given'] as const;

/** How somebody is told of alerts: by which ways, where, and when not. */
export async function notificationsPage(
  { workLetters, timeZone }: WorkspaceDependencies,
  visit: MemberVisit,
  refused?: RefusedForm,
): Promise<PageReply> {
  const { t, wording, therapist, formToken } = visit;
  return {
    kind: 'page',
    status: refused ? 422 : 200,
    page: layout({
      t,
      wording,
      title: t('workspace.notifications.title'),
      main: html`<div class="narrow">
        <h1>${t('workspace.notifications.title')}</h1>
        <p class="muted">${t('workspace.notifications.intro')}</p>
        ${outcome(visit)}
        <form class="panel form" method="post" action="/workspace/notifications">
          ${tokenField(formToken)}
          <h2>${t('workspace.notifications.ways')}</h2>
          <p class="muted">${t('workspace.notifications.first')} ${t('workspace.notifications.safety')}</p>
          ${alertChannels.map((channel) => way(visit, channel, workLetters !== undefined))}
          ${quietFields(visit, { clinic: timeZone, refused })}
          <div class="actions">
            <button class="primary" type="submit">${t('workspace.notifications.save')}</button>
          </div>
        </form>
        ${workLetters && addressPanel(visit, refused)}
        <section class="panel" aria-labelledby="test-head">
          <h2 id="test-head">${t('workspace.notifications.test')}</h2>
          <p class="muted">${t('workspace.notifications.testHint')}</p>
          <form method="post" action="/workspace/notifications/test">
            ${tokenField(formToken)}
            <button type="submit">${t('workspace.notifications.testSend')}</button>
          </form>
        </section>
      </div>`,
      signedIn: { therapist, formToken, place: 'notifications' },
    }),
  };
}

function outcome({ t, query, wording }: MemberVisit): Html | undefined {
  const what = done.find((one) => one === query.get('done'));
  const tested = query.get('tested');
  const words =
    tested === null ? what && t(`workspace.notifications.${what}`) : testWords(tested, { t, wording });
  return words === undefined ? undefined : html`<p class="notice" role="status">${words}</p>`;
}

function way({ t, therapist }: MemberVisit, channel: AlertChannel, mails: boolean): Html {
  const { notify } = therapist;
  const checked = notify?.channels.includes(channel) ?? true;
  return html`<div class="field">
    <label class="tick" for="way-${channel}"
      ><input
        type="checkbox"
        id="way-${channel}"
        name="channel"
        value="${channel}"
        aria-describedby="way-${channel}-hint"
        ${checked && html`checked`}
      />${t(`workspace.notifications.${channel}`)}</label
    >
    <p class="hint" id="way-${channel}-hint">
      ${channel === 'teams' ? teamsState(t, therapist) : mailState(t, therapist, mails)}
    </p>
  </div>`;
}

function teamsState(t: MemberVisit['t'], { teams }: MemberVisit['therapist']): Html {
  const key = !teams ? 'teamsNone' : teams.place.goneAt === undefined ? 'teamsOn' : 'teamsGone';
  const link = t(teams ? 'workspace.notifications.teamsSettings' : 'workspace.notifications.teamsLink');
  return html`${t(`workspace.notifications.${key}`)} <a href="/workspace/teams">${link}</a>`;
}

function mailState(t: MemberVisit['t'], { mail }: MemberVisit['therapist'], mails: boolean): string {
  if (!mails) return t('workspace.notifications.mailOff');
  return mail?.confirmedAt === undefined
    ? t('workspace.notifications.mailNone')
    : t('workspace.notifications.mailOn', { address: mail.address });
}

function quietFields(
  { t, therapist, form }: MemberVisit,
  { clinic, refused }: { readonly clinic: string; readonly refused: RefusedForm | undefined },
): Html {
  const { quiet } = therapist.notify ?? {};
  const typed = refused?.form === 'quiet';
  const value = (name: string, kept: string): string => (typed ? (form.get(name) ?? '') : kept);
  const time = (name: 'from' | 'to') =>
    html`<div class="field">
      <label for="quiet-${name}">${t(`workspace.notifications.${name}`)}</label>
      <input
        id="quiet-${name}"
        name="${name}"
        type="time"
        value="${value(name, quiet ? clock(quiet[name]) : '')}"
        ${typed && html`aria-invalid="true"`}
      />
    </div>`;
  return html`<h2>${t('workspace.notifications.quiet')}</h2>
    <p class="muted">${t('workspace.notifications.quietHint')}</p>
    <div class="beside">
      ${time('from')} ${time('to')}
      <div class="field">
        <label for="quiet-zone">${t('workspace.notifications.zone')}</label>
        <select id="quiet-zone" name="zone">
          ${zones(value('zone', quiet?.timeZone ?? clinic)).map(
            ([zone, chosen]) =>
              html`<option value="${zone}" ${chosen && html`selected`}>${zone.replaceAll('_', ' ')}</option>`,
          )}
        </select>
      </div>
    </div>
    ${typed && html`<p class="fault" role="alert">${refused?.fault}</p>`}`;
}

const zones = (chosen: string): readonly (readonly [string, boolean])[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'Etc/UTC', chosen])]
    .sort()
    .map((zone) => [zone, zone === chosen] as const);

function addressPanel({ t, therapist, formToken }: MemberVisit, refused: RefusedForm | undefined): Html {
  const { mail } = therapist;
  const failed = refused?.form === 'address' ? refused : undefined;
  const waits = mail !== undefined && mail.confirmedAt === undefined;
  return html`<section class="panel" aria-labelledby="address-head">
    <h2 id="address-head">${t('workspace.notifications.mail')}</h2>
    ${
      mail &&
      html`<p>
        ${t(waits ? `workspace.notifications.letter.${mail.letter}` : 'workspace.notifications.mailOn', { address: mail.address })}
      </p>`
    }
    <form class="form" method="post" action="/workspace/notifications/address">
      ${tokenField(formToken)}
      ${field({
        id: 'address',
        name: 'address',
        label: t('workspace.notifications.address'),
        hint: t('workspace.notifications.addressHint'),
        value: failed?.value ?? (waits ? mail.address : ''),
        fault: failed?.fault,
      })}
      <div class="actions">
        <button type="submit">
          ${t(waits ? 'workspace.notifications.again' : 'workspace.notifications.give')}
        </button>
      </div>
    </form>
    ${
      mail &&
      html`<form method="post" action="/workspace/notifications/remove">
        ${tokenField(formToken)}
        <button class="quiet" type="submit">${t('workspace.notifications.remove')}</button>
      </form>`
    }
  </section>`;
}

const clock = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
