import { formatTeamsCode } from '../../../domain/teams-code.ts';
import type { TeamsCode } from '../../../state/create-teams-code.ts';
import type { TeamsIdentity } from '../../../state/store.ts';
import { html, type Html } from '../html.ts';
import { layout, tokenField } from '../layout.ts';
import type { PageReply, MemberVisit } from '../route.ts';

/** The therapist's own chat in Teams: a code that ties it, or since when it is tied and how to end that. */
export const teamsPage = async (
  visit: MemberVisit,
  /** Just made; it is shown this once. */
  fresh?: TeamsCode,
): Promise<PageReply> => {
  const { t, wording, therapist, formToken } = visit;
  const { teams } = therapist;
  const main = html`<div class="narrow">
    <h1>${t('workspace.teams.title')}</h1>
    <p class="muted">${t('workspace.teams.intro')}</p>
    ${outcome(visit)}
    <section class="panel" aria-labelledby="chat-head">
      <h2 id="chat-head">${t('workspace.teams.chat')}</h2>
      ${teams ? tied(visit, teams) : fresh ? code(visit, fresh) : untied(visit)}
    </section>
  </div>`;
  return {
    kind: 'page',
    status: 200,
    page: layout({
      t,
      wording,
      title: t('workspace.teams.title'),
      main,
      signedIn: { therapist, formToken, place: 'teams' },
    }),
  };
};

function outcome({ t, query, therapist }: MemberVisit): Html | undefined {
  return query.get('done') === 'untied' && !therapist.teams
    ? html`<p class="notice" role="status">${t('workspace.teams.untied')}</p>`
    : undefined;
}

function untied({ t, formToken }: MemberVisit): Html {
  return html`<p>${t('workspace.teams.none')}</p>
    <form method="post" action="/workspace/teams/code">
      ${tokenField(formToken)}
      <button class="primary" type="submit">${t('workspace.teams.getCode')}</button>
    </form>`;
}

function code({ t, wording, formToken }: MemberVisit, fresh: TeamsCode): Html {
  return html`<ol class="steps">
      <li>${t('workspace.teams.step.open')}</li>
      <li>${t('workspace.teams.step.send', { until: wording.time(fresh.expiresAt) })}</li>
      <li>${t('workspace.teams.step.back')}</li>
    </ol>
    <div class="field">
      <label for="teams-code">${t('workspace.teams.code')}</label>
      <input id="teams-code" class="copy" type="text" readonly value="${formatTeamsCode(fresh.code)}" />
    </div>
    <p class="muted small">${t('workspace.teams.once')}</p>
    <div class="actions">
      <a class="button" href="/workspace/teams">${t('workspace.teams.look')}</a>
      <form method="post" action="/workspace/teams/code">
        ${tokenField(formToken)}
        <button class="quiet" type="submit">${t('workspace.teams.anotherCode')}</button>
      </form>
    </div>`;
}

function tied({ t, wording, formToken }: MemberVisit, { tiedAt, place }: TeamsIdentity): Html {
  return html`<p>${t('workspace.teams.tied', { when: wording.time(tiedAt) })}</p>
    ${
      place.goneAt === undefined
        ? html`<p>${t('workspace.teams.comes')}</p>`
        : html`<p class="notice notice-fault" role="alert">
            ${t('workspace.teams.gone', { when: wording.time(place.goneAt) })}
          </p>`
    }
    <form class="form" method="post" action="/workspace/teams/untie">
      ${tokenField(formToken)}
      <p class="muted small">${t('workspace.teams.untieHint')}</p>
      <div class="actions"><button type="submit">${t('workspace.teams.untie')}</button></div>
    </form>`;
}
