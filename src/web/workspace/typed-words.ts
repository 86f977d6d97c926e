import type { Translate } from '../../i18n/index.ts';
import { html, type Html } from './html.ts';

/** Fields of our forms into which people write. */
const written = ['label', 'goals', 'homework', 'title', 'note', 'lines'] as const;

/** What was written into a form that was not taken, for whoever sent it to copy; `undefined` where nothing was. */
export function typedWords(form: URLSearchParams, t: Translate): Html | undefined {
  const words = written.map((name) => (form.get(name) ?? '').trim()).filter((one) => one !== '');
  if (words.length === 0) return undefined;
  return html`<div class="typed">
    <p>${t('workspace.signIn.typed')}</p>
    ${words.map((one) => html`<p class="note">${one.slice(0, 5000)}</p>`)}
  </div>`;
}
