import {
  suggestionDomains,
  suggestionKinds,
  suggestionLimits,
  type SuggestionDomain,
  type SuggestionKind,
} from '../../../domain/suggestions.ts';
import { languageFor, languages, type Language } from '../../../i18n/languages.ts';
import type { SuggestionsDocument } from '../../../state/store.ts';
import { field, type Attempt } from '../field.ts';
import { html, type Html } from '../html.ts';
import { layout, tokenField } from '../layout.ts';
import { stopped } from '../message-page.ts';
import type { PageReply, SupervisorVisit } from '../route.ts';
import { ourSuggestions } from './our-suggestions.ts';

const done = ['saved', 'oursAgain', 'undone'] as const;

interface View {
  readonly visit: SupervisorVisit;
  readonly language: Language;
  readonly kept: Pick<SuggestionsDocument, 'lines' | 'before'>;
  readonly attempt: Attempt | undefined;
}

/** What therapists are shown as conversations that may help, in one language, to be said in the clinic's own words. */
export async function suggestionsPage(
  visit: SupervisorVisit,
  refused?: { readonly status: number; readonly language: Language; readonly attempt: Attempt },
): Promise<PageReply> {
  const { t, wording, therapist, formToken, query } = visit;
  const language = refused?.language ?? languageFor(query.get('language') ?? undefined, wording.language);
  const kept = await visit.clinicWords.read(language);
  if (!kept) return stopped(visit, 403, 'notYourRole');
  const view: View = { visit, language, kept, attempt: refused?.attempt };
  const what = done.find((one) => one === query.get('done'));
  return {
    kind: 'page',
    status: refused?.status ?? 200,
    page: layout({
      t,
      wording,
      title: t('workspace.suggestions.title'),
      main: html`<div class="page-head"><h1>${t('workspace.suggestions.title')}</h1></div>
        ${what && html`<p class="notice" role="status">${t(`workspace.suggestions.${what}`)}</p>`}
        ${
          refused &&
          html`<p class="notice notice-fault" role="alert">
            ${t('workspace.notSaved', { fault: refused.attempt.fault })}
          </p>`
        }
        <p>${t('workspace.suggestions.about')}</p>
        ${languageLinks(view)} ${undoForm(view)} ${suggestionKinds.map((kind) => kindSection(view, kind))}`,
      signedIn: { therapist, formToken, place: 'suggestions' },
    }),
  };
}

const languageLinks = ({ visit: { t }, language }: View): Html =>
  html`<nav class="language-links" aria-label="${t('workspace.suggestions.language')}">
    ${languages.map((code) =>
      code === language
        ? html`<a href="?language=${code}" lang="${code}" aria-current="true">${nameOf(code)}</a>`
        : html`<a href="?language=${code}" lang="${code}">${nameOf(code)}</a>`,
    )}
  </nav>`;

const nameOf = (code: string): string => {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.slice(0, 1).toLocaleUpperCase(code) + name.slice(1);
};

function undoForm({ visit: { t, formToken }, language, kept: { before } }: View): Html | undefined {
  if (!before) return undefined;
  const [kind, domain] = partsOf(before.place);
  const place = `${t(`workspace.suggestions.kind.${kind}`)}, ${t(`workspace.domain.${domain}`)}`;
  return html`<form class="form undo" method="post" action="/workspace/suggestions/undo">
    ${tokenField(formToken)}
    <input type="hidden" name="language" value="${language}" />
    <p class="muted">${t('workspace.suggestions.changed', { place })}</p>
    <div class="actions"><button type="submit">${t('workspace.suggestions.undo')}</button></div>
  </form>`;
}

const partsOf = (place: string): readonly [SuggestionKind, SuggestionDomain] => [
  suggestionKinds.find((kind) => place.startsWith(`${kind}.`)) ?? 'floor',
  suggestionDomains.find((domain) => place.endsWith(`.${domain}`)) ?? 'whole',
];

const kindSection = (view: View, kind: SuggestionKind): Html =>
  html`<section class="panel" aria-labelledby="${kind}-head">
    <h2 id="${kind}-head">${view.visit.t(`workspace.suggestions.kind.${kind}`)}</h2>
    ${suggestionDomains.map((domain) => placeForm(view, kind, domain))}
  </section>`;

function placeForm(view: View, kind: SuggestionKind, domain: SuggestionDomain): Html {
  const { visit, language, kept, attempt } = view;
  const { t, formToken } = visit;
  const place = `${kind}.${domain}` as const;
  const own = kept.lines[place];
  const failed = attempt?.form === place ? attempt : undefined;
  const lines = (own ?? ourSuggestions(language, { kind, domain })).join('\n');
  const hidden = html`${tokenField(formToken)}
    <input type="hidden" name="language" value="${language}" />
    <input type="hidden" name="place" value="${place}" />
    <input type="hidden" name="stood" value="${own ? JSON.stringify(own) : ''}" />`;
  return html`<details ${failed && html`open`} id="${kind}-${domain}">
    <summary>
      ${t(`workspace.domain.${domain}`)} · ${t(`workspace.suggestions.${own ? 'own' : 'standard'}`)}
    </summary>
    <form class="form" method="post" action="/workspace/suggestions/save">
      ${hidden}
      ${field({
        id: `lines-${kind}-${domain}`,
        name: 'lines',
        label: `${t('workspace.suggestions.lines')}: ${t(`workspace.domain.${domain}`)}`,
        hint: t('workspace.suggestions.hint', suggestionLimits),
        value: failed?.value ?? lines,
        fault: failed?.fault,
        rows: 6,
        written: { language, direction: language === 'ar' ? 'rtl' : 'ltr' },
      })}
      <div class="actions">
        <button class="primary" type="submit">${t('workspace.suggestions.save')}</button>
      </div>
    </form>
    ${
      own &&
      html`<form class="form" method="post" action="/workspace/suggestions/ours">
        ${hidden}
        <div class="actions"><button type="submit">${t('workspace.suggestions.ours')}</button></div>
      </form>`
    }
  </details>`;
}
