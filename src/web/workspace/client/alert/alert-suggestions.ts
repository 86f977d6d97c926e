import type { Alert } from '../../../../domain/alert.ts';
import type { SuggestionDomain, SuggestionKind } from '../../../../domain/suggestions.ts';
import { html, type Html } from '../../html.ts';
import { latestObserved } from '../../reason-words.ts';
import { ourSuggestions } from '../../suggestions/our-suggestions.ts';
import type { AlertView } from './alert-view.ts';

interface Place {
  readonly kind: SuggestionKind;
  readonly domain: SuggestionDomain;
}

/** Conversations that may help, for each part that is low and how it became so; the clinic's own where it has any. */
export const alertSuggestions = (view: AlertView, alert: Alert): Html => {
  const { t } = view.words;
  return html`<h4>${t('suggestions')}</h4>
    <div class="suggestions">
      ${toTalkAbout(alert).map((place, at) => suggestions(view, place, at === 0))}
    </div>`;
};

/** The parts that are low, the lowest first; the whole where no part is. Each part once. */
function toTalkAbout(alert: Alert): readonly Place[] {
  const observed = latestObserved(alert);
  const parts = observed.filter(({ domain }) => domain !== 'whole').sort((a, b) => a.value - b.value);
  const shown = parts.length > 0 ? parts : observed;
  return shown.filter(({ domain }, at) => shown.findIndex((one) => one.domain === domain) === at);
}

function suggestions(
  { words, suggestions: clinics }: AlertView,
  { kind, domain }: Place,
  open: boolean,
): Html {
  const { t, language } = words;
  const own = clinics[`${kind}.${domain}`];
  return html`<details ${open && html`open`}>
    <summary>${t(`domain.${domain}`)}</summary>
    <ul>
      ${(own ?? ourSuggestions(language, { kind, domain })).map((line) => html`<li dir="auto">${line}</li>`)}
    </ul>
    ${own && html`<p class="muted small">${t('fromClinic')}</p>`}
  </details>`;
}
