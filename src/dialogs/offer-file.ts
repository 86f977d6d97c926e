import { say, textsFor, type Conversation } from './conversation.ts';

/** Milliseconds for which the page gives the files out. */
const lastsMs = 15 * 60_000;

/**
 * The way to a copy of the client's data. The page it leads to opens for their own browser alone, which a session in
 * another channel does not have: there, what would be kept of a file is said, and how to go on in a browser.
 */
export function offerFile(conversation: Conversation): void {
  const t = textsFor(conversation);
  const { pages, user, now } = conversation;
  if (!pages?.data) {
    say(conversation, t('chat.myData.take.elsewhere', { address: pages?.chat ?? '' }));
    return;
  }
  const until = new Date(Date.parse(now) + lastsMs).toISOString();
  conversation.takeaway = { user, until, files: ['text', 'json'] };
  conversation.outgoing.push({
    kind: 'say',
    message: {
      kind: 'choices',
      text: t('chat.myData.take.ready'),
      choices: [{ label: t('chat.myData.take.open'), data: {}, url: pages.data }],
    },
  });
}
