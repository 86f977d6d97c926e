import type { CheckIn } from '../../../domain/check-in.ts';
import { tag } from '../attention-words.ts';
import { html, type Html } from '../html.ts';
import type { ClientView } from './view.ts';

const shownAtOnce = 4;

/** What the client wrote or asked to talk about, newest first. */
export function commentsSection(view: ClientView): Html | undefined {
  const { t } = view.visit;
  const said = view.closed
    .filter(({ comment, wantsToTalk }) => (comment !== undefined && comment !== '') || wantsToTalk)
    .toReversed();
  if (said.length === 0) return undefined;
  const older = said.slice(shownAtOnce);
  return html`<section class="panel" aria-labelledby="comments-head">
    <h2 id="comments-head">${t('workspace.comments.heading')}</h2>
    ${list(view, said.slice(0, shownAtOnce))}
    ${
      older.length > 0 &&
      html`<details>
        <summary>${t('workspace.comments.older', { count: older.length })}</summary>
        ${list(view, older)}
      </details>`
    }
  </section>`;
}

const list = ({ visit: { t, wording } }: ClientView, said: readonly CheckIn[]): Html =>
  html`<ul class="comments">
    ${said.map(
      ({ id, comment, wantsToTalk }) =>
        html`<li>
          <p class="muted">
            <time datetime="${id}">${wording.date(id)}</time>
            ${wantsToTalk && tag('talk', t('workspace.attention.talk'))}
          </p>
          ${comment && html`<blockquote>${comment}</blockquote>`}
        </li>`,
    )}
  </ul>`;
