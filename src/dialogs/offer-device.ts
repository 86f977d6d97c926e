import { formatDeviceCode } from '../domain/device-code.ts';
import { offer } from './common-command.ts';
import { textsFor, type Conversation } from './conversation.ts';

/** A code for another device, which takes the place of the one before. It is shown once: a chat that is opened again does not show it. */
export async function offerDevice(conversation: Conversation): Promise<void> {
  const t = textsFor(conversation);
  const { code, kept } = await conversation.drawDeviceCode();
  conversation.deviceCode = kept;
  conversation.veiled = true;
  conversation.happened.push({ action: 'create', record: 'device-code' });
  const address = conversation.pages?.chat;
  offer(
    conversation,
    t(address === undefined ? 'chat.device.code' : 'chat.device.codeAt', {
      code: formatDeviceCode(code),
      address: address ?? '',
    }),
  );
}
