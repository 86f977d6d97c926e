import { hostConfig, localizedStrings, styleOptions } from './look.js';

const ONLINE = 2;
const EXPIRED = 3;
const FAILED = 4;
const ENDED = 5;

/**
 * Shows the conversation in `room`. `on.opened` when something can be read, `on.failed` when it must be opened
 * anew, `on.ended` when it is no longer there; `on.lost` and `on.sent` tell what became of a message or a tap.
 */
export function showConversation({ WebChat, token, nonce, texts, draft, room, on }) {
  const language = document.documentElement.lang;
  const locale = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
  const directLine = WebChat.createDirectLine({
    token: token.token,
    domain: token.domain,
    conversationStartProperties: { locale },
  });

  let over = false;
  const store = WebChat.createStore({}, () => (next) => (action) => {
    if (!over) {
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') on.opened();
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY_FULFILLED') on.sent();
      if (/^DIRECT_LINE\/POST_ACTIVITY_(IMPEDED|REJECTED)$/.test(action.type)) on.lost();
    }
    return next(action);
  });

  const element = document.createElement('div');
  element.className = 'conversation';
  room.replaceChildren(element);
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
    },
    element,
  );
  if (draft) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: draft } });

  let greeting;
  directLine.connectionStatus$.subscribe((status) => {
    if (over) return;
    // A conversation in which nothing was said yet is open too.
    if (status === ONLINE) greeting = setTimeout(() => over || on.opened(), 2000);
    else if (status === EXPIRED || status === FAILED) on.failed();
    else if (status === ENDED) on.ended();
  });

  return {
    draft: () => store.getState().sendBoxValue,
    end() {
      if (over) return;
      over = true;
      clearTimeout(greeting);
      directLine.end();
      element.remove();
    },
  };
}

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
