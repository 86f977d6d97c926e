import type { CaseloadEntry } from '../../domain/caseload.ts';
import type { Translate } from '../../i18n/index.ts';
import { sparkline } from '../charts/sparkline.ts';
import { attentionTo, byAttention, type Attention } from './attention.ts';
import { attentionLine, tag } from './attention-words.ts';
import { html, trusted, type Html } from './html.ts';
import { layout } from './layout.ts';
import { nameOf } from './name-of.ts';
import type { PageReply, SignedInVisit } from './route.ts';

interface Line {
  readonly entry: CaseloadEntry;
  readonly attention: Attention;
}

const filters = ['all', 'waiting', 'invited'] as const;
type Filter = (typeof filters)[number];

/** Every client of the therapist, those who need attention first. */
export async function caseloadPage(visit: SignedInVisit): Promise<PageReply> {
  const { t, wording, therapist, formToken, query, now } = visit;
  const lines = (await visit.records.caseload())
    .map((entry) => ({ entry, attention: attentionTo(entry, now) }))
    .sort(byAttention);
  const search = (query.get('q') ?? '').trim().slice(0, 80);
  const filter = filters.find((one) => one === query.get('show')) ?? 'all';
  const shown = lines.filter((line) => matches(line, search, filter, t));
  const waiting = lines.filter(({ attention }) => attention.waits).length;
  const summary = t('workspace.count.clients', { count: lines.length });
  const main = html`<div class="page-head">
      <div>
        <h1>${t('workspace.caseload')}</h1>
        ${lines.length > 0 && html`<p class="muted">${summary} · ${t('workspace.count.waiting', { count: waiting })}</p>`}
      </div>
      <a class="button" href="/workspace/enrol">${t('workspace.enrol.link')}</a>
    </div>
    ${
      lines.length === 0
        ? emptyCaseload(visit)
        : html`${filterForm(visit, search, filter)}
          ${
            shown.length === 0
              ? html`<p class="panel empty">
                  ${t('workspace.filter.nothing')} <a href="/workspace">${t('workspace.filter.all')}</a>
                </p>`
              : table(visit, shown)
          }
          ${
            shown.length < lines.length &&
            shown.length > 0 &&
            html`<p class="muted">
              ${t('workspace.filter.shown', { shown: shown.length, all: lines.length })}
            </p>`
          }`
    }`;
  return {
    kind: 'page',
    status: 200,
    page: layout({
      t,
      wording,
      title: t('workspace.caseload'),
      main,
      signedIn: { therapist, formToken, place: 'caseload' },
    }),
  };
}

function matches({ entry, attention }: Line, search: string, filter: Filter, t: Translate): boolean {
  const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (!fold(nameOf(entry, t)).includes(fold(search))) return false;
  switch (filter) {
    case 'all':
      return true;
    case 'waiting':
      return attention.waits;
    case 'invited':
      return entry.status === 'invited';
  }
}

const emptyCaseload = ({ t }: SignedInVisit): Html =>
  html`<div class="panel empty">
    <h2>${t('workspace.empty.title')}</h2>
    <p>${t('workspace.empty.text')}</p>
    <p><a class="button primary" href="/workspace/enrol">${t('workspace.empty.button')}</a></p>
  </div>`;

const filterForm = ({ t }: SignedInVisit, search: string, filter: Filter): Html =>
  html`<form class="filter" method="get" action="/workspace" role="search">
    <div class="field">
      <label for="q">${t('workspace.filter.search')}</label>
      <input id="q" name="q" type="search" value="${search}" autocomplete="off" />
    </div>
    <div class="field">
      <label for="show">${t('workspace.filter.show')}</label>
      <select id="show" name="show">
        ${filters.map((one) => {
          const text = t(`workspace.filter.${one}`);
          return one === filter
            ? html`<option value="${one}" selected>${text}</option>`
            : html`<option value="${one}">${text}</option>`;
        })}
      </select>
    </div>
    <button type="submit">${t('workspace.filter.apply')}</button>
  </form>`;

// The roles stay when the style lays the table out as cards on a phone.
const table = (visit: SignedInVisit, lines: readonly Line[]): Html =>
  html`<table class="caseload" role="table">
    <caption class="unseen">
      ${visit.t('workspace.column.caption')}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col">${visit.t(`workspace.column.${column}`)}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${lines.map((line) => row(visit, line))}
    </tbody>
  </table>`;

const columns = ['client', 'attention', 'alliance', 'last'] as const;

function row(visit: SignedInVisit, { entry, attention }: Line): Html {
  const { t, wording } = visit;
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <a class="client-link" href="/workspace/clients/${encodeURIComponent(entry.id)}">${nameOf(entry, t)}</a>
      <span class="chips"
        ><span class="chip">${t(`workspace.status.${entry.status}`)}</span>${
          entry.demo && html`<span class="chip chip-demo">${t('workspace.demo')}</span>`
        }</span
      >
    </th>
    <td role="cell" class="cell-attention">
      ${
        attention.reasons.length > 0
          ? html`<ul class="reasons">
              ${attention.reasons.map((reason) => html`<li>${attentionLine(reason, t, wording)}</li>`)}
            </ul>`
          : html`<span class="muted">${nothingWaits(visit, entry)}</span>`
      }
    </td>
    <td role="cell" class="cell-alliance">${alliance(visit, entry)}</td>
    <td role="cell" class="cell-last">
      <span class="cell-name" aria-hidden="true">${t('workspace.column.last')}</span>
      ${lastCheckIn(visit, entry)}
    </td>
  </tr>`;
}

const nothingWaits = ({ t }: SignedInVisit, { status, latest }: CaseloadEntry): string => {
  if (status === 'invited') return t('workspace.attention.notJoined');
  if (status === 'withdrawn') return t('workspace.attention.withdrawn');
  return latest ? t('workspace.attention.nothing') : t('workspace.attention.notYet');
};

function alliance({ t, wording }: SignedInVisit, entry: CaseloadEntry): Html {
  const given = entry.trend.filter((value) => value !== null);
  const now = given.at(-1);
  if (now === undefined) return html`<span class="muted">${t('workspace.alliance.none')}</span>`;
  const first = given[0] ?? now;
  const drawing = sparkline({
    values: entry.trend,
    id: `trend-${entry.id.replaceAll(/[^\w-]/g, '')}`,
    title: t('workspace.alliance.trend'),
    description: t('workspace.alliance.fromTo', {
      from: wording.number(first),
      to: wording.number(now),
      count: entry.trend.length,
    }),
  });
  return html`<span class="alliance"
    ><span class="score"
      ><span class="cell-name" aria-hidden="true">${t('workspace.column.alliance')}</span
      ><strong>${wording.number(now)}</strong> <span class="muted">${t('workspace.outOfTen')}</span></span
    >${trusted(drawing)}</span
  >`;
}

function lastCheckIn({ t, wording }: SignedInVisit, { latest }: CaseloadEntry): Html {
  if (!latest) return html`<span class="muted">${t('workspace.last.none')}</span>`;
  return latest.status === 'complete'
    ? html`<time datetime="${latest.at}">${wording.day(latest.at)}</time>`
    : html`${tag('quiet', t('workspace.last.missed', { date: wording.day(latest.at) }))}`;
}
