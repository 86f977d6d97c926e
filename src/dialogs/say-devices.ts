import { localeOf, textsFor, type Conversation } from './conversation.ts';
import { dayAndTime } from './names.ts';

/** Tells a device that was added that it was, and, once, the next of the others that writes or is opened. */
export function sayDevices(conversation: Conversation): void {
  const { client, user, therapistName: therapist, clinicTimeZone } = conversation;
  const { newDevice, ...rest } = client;
  if (!newDevice) return;
  const t = textsFor(conversation);
  const timeZone = client.due?.timeZone ?? clinicTimeZone;
  if (newDevice.user === user) {
    if (newDevice.greeted) return;
    conversation.client = { ...client, newDevice: { ...newDevice, greeted: true } };
    tell(conversation, t('chat.device.here'));
    return;
  }
  conversation.client = rest;
  const when = dayAndTime(newDevice.at, localeOf(conversation), timeZone);
  tell(conversation, t('chat.device.added', { when, therapist }));
}

const tell = ({ outgoing }: Conversation, text: string): void => {
  outgoing.unshift({ kind: 'say', message: { kind: 'text', text } });
};
