import { showConversation } from './conversation.js';
import { coverWhenIdle } from './cover.js';
import { createEntry } from './entry.js';
import { followLanguage } from './follow-language.js';
import { watchForLeaving } from './leave.js';
import { watchLine } from './line.js';
import { loadWebChat } from './load-web-chat.js';

const byId = (id) => document.getElementById(id);
const texts = JSON.parse(byId('texts').textContent);
const nonce = document.querySelector('link[rel=stylesheet]').nonce;

/** The conversation on the screen, while there is one. */
let current;
let failures = 0;
let latest;
let timer;
/** A language that the program spoke and that is not the client's. */
let heard;

const entry = createEntry();
const line = watchLine({ element: byId('line'), texts, reconnect: () => void open() });
watchForLeaving({ button: byId('leave'), end: () => close() });
coverWhenIdle({ room: byId('room'), cover: byId('cover'), button: byId('uncover') });

byId('code-form').addEventListener('submit', (event) => {
  event.preventDefault();
  byId('code-fault').textContent = '';
  entry.bring(byId('code').value);
  void open();
});

await open();

/**
 * Gets a token and shows the conversation; tries again for as long as that can help. What is on the screen stays
 * there until there is something newer.
 */
async function open() {
  clearTimeout(timer);
  const mine = Symbol('the latest of several');
  latest = mine;
  try {
    const [WebChat, token] = await Promise.all([loadWebChat(), entry.token()]);
    if (latest !== mine) return;
    if (token.refused) {
      if (token.typed) refuseCode(token.said ?? texts.codeRefused);
      else showNotice(token.refused);
      return;
    }
    byId('notice').hidden = true;
    const before = close();
    current = showConversation({
      WebChat,
      token,
      nonce,
      texts,
      before,
      room: byId('chat'),
      on: {
        spoke: follow,
        opened: () => {
          failures = 0;
          byId('loading').hidden = true;
        },
        lost: () => line.lost(),
        sent: () => line.sent(),
        failed: tryAgain,
      },
    });
  } catch {
    if (latest !== mine) return;
    line.down();
    tryAgain();
  }
}

/** Takes the conversation off the screen; gives back what is to go on in the next one. */
function close() {
  line.letGo();
  const before = current?.leave();
  current?.end();
  current = undefined;
  return before;
}

/**
 * Opens the conversation again in the language that the program speaks now, draft and all. It is the server that has the
 * client's language: where its page has it otherwise, as when what is heard was said before, this one stays as it is.
 */
async function follow(language) {
  if (language === document.documentElement.lang) heard = undefined;
  else if (language !== heard) {
    const changed = await followLanguage(texts).catch(() => undefined);
    if (changed === false) heard = language;
    if (changed) await open();
  }
}

/** After 1, 2, 4 … 30 seconds, each a little different, so that not every phone comes back at once. */
function tryAgain() {
  clearTimeout(timer);
  const seconds = Math.min(30, 2 ** failures) * (0.8 + Math.random() * 0.4);
  failures += 1;
  timer = setTimeout(open, seconds * 1000);
}

/** What a person can do when the chat does not open. */
function showNotice(kind) {
  close();
  line.quiet();
  byId('loading').hidden = true;
  const [title, text] = texts[kind];
  byId('notice-title').textContent = title;
  byId('notice-text').textContent = text;
  byId('notice').hidden = false;
  byId('notice').focus();
}

/** The notice stays, with what is wrong about the code. */
function refuseCode(said) {
  byId('code-fault').textContent = said;
  if (byId('notice').hidden) showNotice('no-session');
  byId('code').focus();
}
