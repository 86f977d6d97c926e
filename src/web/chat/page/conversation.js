import { carryFocus } from './focus.js';
import { hostConfig, localizedStrings, styleOptions } from './look.js';

const ONLINE = 2;

/**
 * Shows the conversation in `room`, going on from `before`, what `leave` gave of the one that was there. `on.opened` when something can be read, `on.failed` once when it must be opened
 * anew; `on.lost` and `on.sent` tell what became of a tap; `on.spoke` the language of what the program said last.
 */
export function showConversation({ WebChat, token, nonce, texts, before, room, on }) {
  const { lang: language, dataset } = document.documentElement;
  const locale =
    dataset.locale ?? navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
  const directLine = WebChat.createDirectLine({
    token: token.token,
    domain: token.domain,
    conversationStartProperties: { locale },
  });

  let over = false;
  let failed = false;
  const fail = () => {
    if (!over && !failed) on.failed();
    failed = true;
  };
  // Left alone, a conversation that ended ends the stream with an error that nobody takes.
  const { activity$ } = directLine;
  const silence = () => new activity$.constructor(() => undefined);
  directLine.activity$ = activity$.catch(() => (fail(), silence())).share();

  // what was said before comes in one go
  let speaking;
  const hear = ({ from, locale: spoken }) => {
    if (from.role !== 'bot' || !spoken) return;
    clearTimeout(speaking);
    speaking = setTimeout(() => over || on.spoke(spoken), 250);
  };

  // Web Chat offers to send a text again; of a tap that did not arrive it says nothing.
  const taps = new Set();
  const store = WebChat.createStore({}, () => (next) => (action) => {
    const { type, payload, meta } = action;
    if (!over) {
      if (type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
        on.opened();
        hear(payload.activity);
      }
      if (type === 'DIRECT_LINE/POST_ACTIVITY_PENDING' && !payload.activity.text)
        taps.add(meta.clientActivityID);
      if (type === 'DIRECT_LINE/POST_ACTIVITY_FULFILLED' && taps.has(meta.clientActivityID)) on.sent();
      const failure = /^DIRECT_LINE\/POST_ACTIVITY_(IMPEDED|REJECTED)$/.test(type);
      if (failure && taps.has(meta.clientActivityID)) on.lost();
    }
    return next(action);
  });

  const element = document.createElement('div');
  element.className = 'conversation';
  room.replaceChildren(element);
  const focus = carryFocus(element, before?.focus);
  WebChat.renderWebChat(
    {
      directLine,
      store,
      nonce,
      locale,
      dir: document.documentElement.dir,
      role: 'region',
      styleOptions: styleOptions(),
      adaptiveCardsHostConfig: hostConfig,
      overrideLocalizedStrings: localizedStrings(texts),
      activityStatusMiddleware: timeOfDay(locale),
      attachmentForScreenReaderMiddleware: cardsByTheirText,
    },
    element,
  );
  if (before?.draft) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: before.draft } });

  let greeting;
  directLine.connectionStatus$.subscribe((status) => {
    // A conversation in which nothing was said yet is open too.
    if (status === ONLINE) greeting = setTimeout(() => over || on.opened(), 2000);
    else if (status > ONLINE) fail();
  });

  return {
    /** What was being written, after what was sent and did not arrive, which alone is gone with the screen; and the focus. */
    leave() {
      const { activities, sendBoxValue } = store.getState();
      const unsent = activities.filter(isUnsent);
      if (unsent.some(({ text }) => !text)) on.lost();
      const draft = [...unsent.map(({ text }) => text), sendBoxValue].filter(Boolean).join('\n');
      return { draft, focus: focus.where() };
    },
    end() {
      if (over) return;
      over = true;
      clearTimeout(greeting);
      clearTimeout(speaking);
      directLine.end();
      focus.end();
      element.remove();
    },
  };
}

const isUnsent = ({ type, from, channelData }) =>
  type === 'message' && from.role === 'user' && channelData['webchat:send-status'] !== 'sent';

/**
 * A message's words are read out; its card is not a second time. Web Chat would copy the card, with input fields that
 * nobody can see, into the region that is read out; for nothing at all it would count "1 attachment" or complain.
 */
const cardsByTheirText =
  () =>
  (next) =>
  (...asked) => {
    const [{ activity, attachment }] = asked;
    if (attachment?.contentType !== 'application/vnd.microsoft.card.adaptive') return next(...asked);
    const asText = next({ activity, attachment: { contentType: 'text/plain', content: ' ' } });
    // Web Chat does not lend its React: this is its own element, emptied.
    return () => ({ ...asText(), type: 'span', props: {} });
  };

/** When something was said, in the reader's own way of writing it; Web Chat knows one way for each language. */
function timeOfDay(locale) {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return () => (next) => (asked) => {
    const { activity, hideTimestamp, sendState } = asked;
    const shown = next(asked);
    if (!shown || hideTimestamp || !activity.timestamp || (sendState && sendState !== 'sent')) return shown;
    const at = new Date(activity.timestamp);
    const isToday = at.toDateString() === new Date().toDateString();
    const text = isToday ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
    // Web Chat does not lend its React: this is its own element with our words in it.
    return { ...shown, type: 'time', props: { dateTime: at.toISOString(), children: text } };
  };
}
