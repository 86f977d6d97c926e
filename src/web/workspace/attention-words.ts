import type { Translate } from '../../i18n/index.ts';
import type { Reason } from './attention.ts';
import { html, type Html } from './html.ts';
import { allianceReason } from './reason-words.ts';
import type { Wording } from './wording.ts';

/** One reason as a short line in words, with a mark beside it that repeats its weight in shape. */
export function attentionLine(reason: Reason, t: Translate, wording: Wording): Html {
  switch (reason.kind) {
    case 'safety':
      return tag(reason.tier === 'urgent' ? 'urgent' : 'alert', t(`workspace.attention.${reason.tier}`));
    case 'alliance':
      return tag('alert', allianceReason(reason.alert, t, wording));
    case 'acknowledged':
      return tag(
        'seen',
        t(`workspace.attention.${reason.alert.status === 'discussed' ? 'discussed' : 'acknowledged'}`),
      );
    case 'talk':
      return tag('talk', t('workspace.attention.talk'));
    case 'erasure':
      return tag('talk', t('workspace.attention.erasure'));
    case 'reminders':
      return tag('quiet', t(`workspace.attention.reminders.${reason.about}`));
    case 'missed':
      return tag('quiet', t('workspace.attention.missed', { count: reason.weeks }));
    case 'homework':
      return tag('quiet', t('workspace.attention.homework', { count: reason.checkIns }));
    case 'uninformative':
      return tag('quiet', t('workspace.attention.uninformative'));
  }
}

export type Weight = 'urgent' | 'alert' | 'seen' | 'talk' | 'quiet';

export const tag = (weight: Weight, words: string): Html =>
  html`<span class="tag tag-${weight}">${sign(weight)}<span>${words}</span></span>`;

const sign = (weight: Weight): Html =>
  html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
    ${shapes[weight]}
  </svg>`;

const shapes: Readonly<Record<Weight, Html>> = {
  urgent: html`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" /><path
      d="M8 4v5M8 11v1.5"
      stroke="#0f1720"
      stroke-width="2"
    />`,
  alert: html`<path d="M8 1.5 15 14H1z" fill="currentColor" /><path
      d="M8 6v4M8 11.2v1.5"
      stroke="#0f1720"
      stroke-width="1.7"
    />`,
  seen: html`<path d="M2 8.5 6 12.5 14 3.5" fill="none" stroke="currentColor" stroke-width="2.2" />`,
  talk: html`<path
    d="M2 2.5h12v8H7.5L4 13.5v-3H2z"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linejoin="round"
  />`,
  quiet: html`<circle
    cx="8"
    cy="8"
    r="5.5"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-dasharray="3 2"
  />`,
};
