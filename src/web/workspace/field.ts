import type { Translate } from '../../i18n/index.ts';
import { limits, type Refusal } from '../../domain/client-changes.ts';
import { html, type Html } from './html.ts';

/** A form that could not be taken: shown again with what was typed and, beside the field, why. */
export interface Attempt {
  /** Which form of the page it was. */
  readonly form: string;
  readonly value: string;
  /** What was ticked, as `name/value`. */
  readonly chosen?: readonly string[];
  readonly fault: string;
}

export interface Field {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  /** Rows of a text area; absent: one line. */
  readonly rows?: number;
  readonly required?: boolean;
  /** What is written in it is in another language than the page. */
  readonly written?: { readonly language: string; readonly direction: 'ltr' | 'rtl' };
}

/** A labelled field. Nothing typed is cut off: what is too long is refused in words and kept. */
export function field({ id, name, label, value = '', hint, fault, rows, required, written }: Field): Html {
  const described = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`]
    .filter(Boolean)
    .join(' ');
  const attributes = html`${described && html` aria-describedby="${described}"`}${
    fault !== undefined && html` aria-invalid="true" autofocus`
  }${required && html` required`}${written && html` lang="${written.language}" dir="${written.direction}"`}`;
  // a line break right after the tag is not part of a text area's value
  const control = rows
    ? html`<textarea id="${id}" name="${name}" rows="${rows}" ${attributes}>${value}</textarea>`
    : html`<input id="${id}" name="${name}" type="text" autocomplete="off" value="${value}" ${attributes} />`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${control}
    ${fault !== undefined && html`<p class="fault" id="${id}-fault">${fault}</p>`}
  </div>`;
}

/** Why a change was not made, in words for the person who typed it; `limit` is the field's length. */
export const faultWords = (t: Translate, reason: Refusal, limit: number): string =>
  t(`workspace.fault.${reason}`, { limit: reason === 'too-many' ? limits.active : limit });
