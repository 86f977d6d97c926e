import { alertChannels } from '../../../domain/delivery.ts';
import type { MemberVisit } from '../route.ts';

/** What a test by one channel came to. */
export const testStates = [
  'sent',
  'again',
  'unknown',
  'gone',
  'no-mailbox',
  'refused',
  'unreachable',
  'busy',
  'withdrawn',
] as const;

/** What a redirect says of a test, such as `teams.sent,mail.again`, in words; anything else in it is ignored. */
export function testWords(text: string, { t, wording }: Pick<MemberVisit, 't' | 'wording'>): string {
  const results = text.split(',').flatMap((one) => {
    const [name, code] = one.split('.');
    const channel = alertChannels.find((known) => known === name);
    const state = testStates.find((known) => known === code);
    if (!channel || !state) return [];
    return t('workspace.notifications.testLine', {
      channel: t(`workspace.delivery.channel.${channel}`),
      state: t(`workspace.notifications.testState.${state}`),
    });
  });
  return results.length === 0
    ? t('workspace.notifications.testNone')
    : t('workspace.notifications.tested', { results: wording.list(results) });
}
