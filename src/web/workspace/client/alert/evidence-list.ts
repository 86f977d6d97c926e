import type { Evidence } from '../../../../domain/alert.ts';
import { html, type Html } from '../../html.ts';
import type { AlertWords } from './alert-words.ts';
import { evidenceWords } from './evidence-words.ts';

/** What an alert is made of, a line each: numbers in words, or the client's own words. */
export const evidenceList = (words: AlertWords, evidence: readonly Evidence[]): Html =>
  html`<ul class="evidence">
    ${evidence.map((piece) => html`<li>${evidenceItem(words, piece)}</li>`)}
  </ul>`;

function evidenceItem(words: AlertWords, piece: Evidence): Html {
  const { t, wording } = words;
  if (piece.kind !== 'safety') {
    return html`${evidenceWords(piece, words)} <span class="muted">(${wording.date(piece.checkIn)})</span>`;
  }
  const known = categories.find((one) => one === piece.category);
  return html`<p class="muted">
      ${t(`safety.${piece.tier}`)} · ${t(`category.${known ?? 'other'}`)} · ${wording.time(piece.at)}
    </p>
    <blockquote dir="auto">${piece.words}</blockquote>`;
}

const categories = [
  'suicide',
  'self-harm',
  'harm-to-others',
  'overdose',
  'relapse',
  'abuse',
  'medical',
] as const;
