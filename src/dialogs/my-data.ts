import { withdrawConsent } from '../domain/client-withdraws.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { askChoice, backChoice, takeChoice, type Option } from './ask-choice.ts';
import { Aside, asideIds, type Next } from './aside.ts';
import { say, settle, textsFor, type Conversation } from './conversation.ts';
import { myDataText } from './my-data-text.ts';
import { offerFile } from './offer-file.ts';

export const myDataSteps = {
  menu: ' my-data',
  take: ' my-data-take',
  withdraw: ' my-data-withdraw',
  erase: ' my-data-erase',
} as const;

/**
 * What is kept about the client, who sees it and who looked at it; the way to a copy; withdrawing consent, and asking for
 * deletion, each asked about before it is done.
 */
export class MyDataDialog extends Aside {
  constructor() {
    super(asideIds.myData);
  }

  protected async show(
    conversation: Conversation,
    step: string = myDataSteps.menu,
    retries = 0,
  ): Promise<void> {
    const t = textsFor(conversation);
    const { client, therapistName: therapist } = conversation;
    const options = optionsOf(conversation, step);
    switch (step) {
      case myDataSteps.withdraw:
        if (mayWithdraw(conversation)) {
          const text = t('chat.myData.withdraw.question', { therapist });
          return askChoice(conversation, { step, retries, options, text });
        }
        say(conversation, t('chat.myData.withdraw.none'));
        break;
      case myDataSteps.erase: {
        const asked = client.erasureAskedAt !== undefined;
        const text = t(asked ? 'chat.myData.erase.standing' : 'chat.myData.erase.question', { therapist });
        return askChoice(conversation, { step, retries, options, text });
      }
      case myDataSteps.take:
        offerFile(conversation);
        break;
    }
    askChoice(conversation, {
      step: myDataSteps.menu,
      retries,
      text: step === myDataSteps.menu ? await myDataText(conversation) : t('chat.myData.more'),
      options: optionsOf(conversation, myDataSteps.menu),
      beside: (nonce) => [
        { ...backChoice(conversation, nonce), label: t('chat.goOn') },
        { label: t('chat.showHelplines'), data: { command: 'helplines' }, role: 'aside' },
      ],
    });
  }

  protected async take(conversation: Conversation, step: string, input: Input): Promise<Next> {
    const t = textsFor(conversation);
    const taken = takeChoice(conversation, input, optionsOf(conversation, step));
    if (!taken.chosen) {
      await this.show(conversation, step, taken.retries);
      return 'waits';
    }
    const { code, label } = taken.chosen;
    settle(conversation, { text: t('chat.myData.short'), choice: label, value: code });
    const { client, now, therapistName: therapist } = conversation;
    switch (code) {
      case 'withdrawn':
        conversation.client = withdrawConsent(client, now);
        // the chat shows the answers that go
        if (client.checkIn?.status === 'open') conversation.forgetTranscript = true;
        return 'left';
      case 'asked':
        conversation.client = { ...client, erasureAskedAt: client.erasureAskedAt ?? now };
        say(conversation, t('chat.myData.erase.asked', { therapist }));
        return 'over';
      case 'takenBack': {
        const { erasureAskedAt: _over, ...rest } = client;
        conversation.client = rest;
        say(conversation, t('chat.myData.erase.takenBack'));
        return 'over';
      }
      case 'keep':
        return 'over';
      default:
        await this.show(conversation, code);
        return 'waits';
    }
  }

  protected override before(step: string): string | undefined {
    return step === myDataSteps.menu ? undefined : myDataSteps.menu;
  }
}

const mayWithdraw = ({ client: { consent } }: Conversation): boolean =>
  consent !== undefined && consent.withdrawnAt === undefined;

function optionsOf(conversation: Conversation, step: string): readonly Option[] {
  const t = textsFor(conversation);
  const asked = conversation.client.erasureAskedAt !== undefined;
  const keep = { code: 'keep', label: t('chat.myData.keep') };
  switch (step) {
    case myDataSteps.withdraw:
      return [{ code: 'withdrawn', label: t('chat.myData.withdraw.do') }, keep];
    case myDataSteps.erase:
      return [
        asked
          ? { code: 'takenBack', label: t('chat.myData.erase.takeBack') }
          : { code: 'asked', label: t('chat.myData.erase.do') },
        keep,
      ];
    default:
      return [
        { code: myDataSteps.take, label: t('chat.myData.take.short') },
        ...(mayWithdraw(conversation)
          ? [{ code: myDataSteps.withdraw, label: t('chat.myData.withdraw.short') }]
          : []),
        {
          code: myDataSteps.erase,
          label: t(asked ? 'chat.myData.erase.takeBack' : 'chat.myData.erase.short'),
        },
      ];
  }
}
