import { randomUUID } from 'node:crypto';
import { limits, type AgreementKind } from '../../../domain/client-changes.ts';
import type { Goal, Homework } from '../../../domain/client.ts';
import { field } from '../field.ts';
import { html, type Html } from '../html.ts';
import { tokenField } from '../layout.ts';
import type { ClientView } from './view.ts';

/** The client's goals, or their homework: what is active, what has ended, and the forms to change it. */
export function agreementsSection(view: ClientView, kind: AgreementKind): Html {
  const { t } = view.visit;
  const entries: readonly (Goal | Homework)[] = view.record.client[kind];
  const active = entries.filter(({ endedAt }) => endedAt === undefined);
  const ended = entries
    .filter(({ endedAt }) => endedAt !== undefined)
    .sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''));
  return html`<section class="panel" id="${kind}" aria-labelledby="${kind}-head">
    <h2 id="${kind}-head">${t(`workspace.${kind}.heading`)}</h2>
    ${
      active.length === 0
        ? html`<p class="muted">${t(`workspace.${kind}.none`)}</p>`
        : html`<ul class="agreements">
            ${active.map((entry) => activeEntry(view, kind, entry))}
          </ul>`
    }
    ${active.length < limits.active ? addForm(view, kind) : html`<p class="muted">${t(`workspace.${kind}.full`, { count: limits.active })}</p>`}
    ${
      ended.length > 0 &&
      html`<details>
        <summary>${t('workspace.agreement.ended', { count: ended.length })}</summary>
        <ul class="agreements">
          ${ended.map((entry) => endedEntry(view, kind, entry))}
        </ul>
      </details>`
    }
  </section>`;
}

const begunAt = (entry: Goal | Homework): string => ('agreedAt' in entry ? entry.agreedAt : entry.setAt);

function activeEntry(
  { visit, path, attempt }: ClientView,
  kind: AgreementKind,
  entry: Goal | Homework,
): Html {
  const { t, wording, formToken } = visit;
  const to = `${path}/${kind}/${encodeURIComponent(entry.id)}`;
  const failed = attempt?.form === `${kind}/${entry.id}` ? attempt : undefined;
  return html`<li>
    <p class="agreement-title">${entry.title}</p>
    <p class="muted small">${t(`workspace.${kind}.since`, { date: wording.day(begunAt(entry)) })}</p>
    <details ${failed && html`open`}>
      <summary>${t('workspace.agreement.change')}<span class="unseen">: ${entry.title}</span></summary>
      <form class="form" method="post" action="${to}">
        ${tokenField(formToken)}
        <input type="hidden" name="was" value="${entry.title}" />
        ${field({
          id: `${kind}-${entry.id}`,
          name: 'title',
          label: t(`workspace.${kind}.wording`),
          value: failed?.value ?? entry.title,
          fault: failed?.fault,
          required: true,
        })}
        <div class="actions">
          <button type="submit">${t('workspace.agreement.save')}</button>
        </div>
      </form>
      <form method="post" action="${to}/end">
        ${tokenField(formToken)}
        <button class="quiet" type="submit">
          ${t(`workspace.${kind}.end`)}<span class="unseen">: ${entry.title}</span>
        </button>
      </form>
    </details>
  </li>`;
}

function endedEntry({ visit, path }: ClientView, kind: AgreementKind, entry: Goal | Homework): Html {
  const { t, wording, formToken } = visit;
  return html`<li class="ended">
    <p class="agreement-title">${entry.title}</p>
    <p class="muted small">
      ${t('workspace.agreement.fromTo', { from: wording.day(begunAt(entry)), to: wording.day(entry.endedAt ?? '') })}
    </p>
    <form method="post" action="${path}/${kind}/${encodeURIComponent(entry.id)}/restore">
      ${tokenField(formToken)}
      <button class="quiet" type="submit">
        ${t('workspace.agreement.restore')}<span class="unseen">: ${entry.title}</span>
      </button>
    </form>
  </li>`;
}

function addForm({ visit: { t, formToken }, path, attempt }: ClientView, kind: AgreementKind): Html {
  const failed = attempt?.form === kind ? attempt : undefined;
  return html`<form class="form" method="post" action="${path}/${kind}">
    ${tokenField(formToken)}
    <input type="hidden" name="id" value="${randomUUID()}" />
    ${field({
      id: `${kind}-new`,
      name: 'title',
      label: t(`workspace.${kind}.new`),
      hint: t(`workspace.${kind}.hint`),
      value: failed?.value ?? '',
      fault: failed?.fault,
      required: true,
    })}
    <div class="actions"><button type="submit">${t(`workspace.${kind}.add`)}</button></div>
  </form>`;
}
