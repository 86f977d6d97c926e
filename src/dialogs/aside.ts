import {
  Dialog,
  DialogTurnStatus,
  type DialogContext,
  type DialogInstance,
  type DialogReason,
  type DialogTurnResult,
} from 'botbuilder-dialogs';
import { z } from 'zod';
import type { Input } from '../domain/typed/parsed.ts';
import { conversationOf, say, textsFor, type Conversation } from './conversation.ts';
import { readReply, unreadText } from './read-reply.ts';

/** What opens over joining or the check-in, and gives way to it again. */
const asides = {
  language: 'language',
  settings: 'settings',
  myData: 'my-data',
  startOver: 'start-over',
  mail: 'reminder-mail',
} as const;
export const asideIds = asides;
export type AsideId = (typeof asides)[keyof typeof asides];
export const isAside = (id: string): boolean => Object.values(asides).some((aside) => aside === id);

/** What stood open in a dialog when another one opened over it. */
export interface Place {
  readonly step: string;
  readonly retries: number;
}
const place = z.object({ place: z.object({ step: z.string(), retries: z.number() }) });

/**
 * Opens a dialog over the one that is open, which keeps what it had asked. It takes the place of one that was opened in
 * the same way, but for the choice of a language, which may be made in the middle of any.
 */
export function openAside(dc: DialogContext, id: AsideId, options?: object): Promise<DialogTurnResult> {
  const top = dc.activeDialog;
  const replaces = (open: string): boolean =>
    isAside(open) && (id !== asides.language || open === asides.language);
  if (top && !replaces(top.id)) keepPlace(top, conversationOf(dc.context));
  while (dc.activeDialog && replaces(dc.activeDialog.id)) dc.stack.pop();
  return dc.beginDialog(id, options);
}

function keepPlace(instance: DialogInstance, { asked }: Conversation): void {
  instance.state = asked ? { place: { step: asked.step, retries: asked.retries } } : {};
}

/** Where the dialog that is open now stood before another one opened over it. */
export const placeBefore = (dc: DialogContext): Place | undefined =>
  place.safeParse(dc.activeDialog?.state).data?.place;

/** Closes what is open over joining or the check-in; what stood open there is asked again when the client goes on. */
export function leaveAsides(dc: DialogContext): void {
  if (!isAside(dc.activeDialog?.id ?? '')) return;
  while (isAside(dc.activeDialog?.id ?? '')) dc.stack.pop();
  const conversation = conversationOf(dc.context);
  const place = placeBefore(dc);
  conversation.asked = place && {
    ...place,
    nonce: conversation.newNonce(),
    sequence: 0,
    interrupted: true,
  };
}

export const waiting = (): Promise<DialogTurnResult> => Promise.resolve({ status: DialogTurnStatus.waiting });

/**
 * Where it goes from here. `over`: back to what was open before, as it was. `fresh`: the same, and what was open there is
 * not asked again. `left`: nowhere, since that is open no more. `to`: another dialog in its place.
 */
export type Next = 'waits' | 'over' | 'fresh' | 'left' | { readonly to: string };

/** The part that all of them have in common: what is no answer to their question. */
export abstract class Aside extends Dialog {
  /** Asks what stands under this step; without one, what it begins with. */
  protected abstract show(conversation: Conversation, step?: string, retries?: number): Promise<void> | void;
  /** An answer to what was asked. */
  protected abstract take(conversation: Conversation, step: string, input: Input): Promise<Next> | Next;
  /** The step before; none where it would be left. */
  protected before(_step: string): string | undefined {
    return undefined;
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    await this.show(conversationOf(dc.context), at.safeParse(options).data?.at);
    return waiting();
  }

  override async resumeDialog(dc: DialogContext, _reason: DialogReason): Promise<DialogTurnResult> {
    const { step, retries } = placeBefore(dc) ?? {};
    await this.show(conversationOf(dc.context), step, retries);
    return waiting();
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    const next = await this.#takeReply(conversation);
    if (next === 'waits') return waiting();
    if (next === 'left') return dc.cancelAllDialogs();
    if (next === 'over' || next === 'fresh') return dc.endDialog(next);
    return dc.replaceDialog(next.to);
  }

  async #takeReply(conversation: Conversation): Promise<Next> {
    const { asked } = conversation;
    const reply = readReply(conversation);
    const t = textsFor(conversation);
    const showAgain = async (): Promise<Next> => {
      await this.show(conversation, asked?.step, asked?.retries);
      return 'waits';
    };
    switch (reply.kind) {
      case 'double':
        // it had been taken, and what came after it was lost
        return conversation.sawLastQuestion ? 'waits' : showAgain();
      case 'opened':
        return !asked || asked.sequence === 0 ? showAgain() : 'waits';
      case 'unseen':
      case 'stale':
        say(conversation, t(`chat.${reply.kind}`));
        return showAgain();
      case 'unsupported':
        say(conversation, t(unreadText(conversation)));
        return showAgain();
      case 'change':
      case 'page':
      case 'send':
        return showAgain();
      case 'command': {
        if (asked?.interrupted) return showAgain();
        const before = reply.command === 'back' && asked ? this.before(asked.step) : undefined;
        if (before === undefined) return 'over';
        await this.show(conversation, before);
        return 'waits';
      }
      case 'input':
        return asked ? this.take(conversation, asked.step, reply.input) : showAgain();
    }
  }
}

const at = z.object({ at: z.string() });
