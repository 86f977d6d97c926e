/** The server says something every 15 seconds, if only an empty frame. */
const silenceMs = 40_000;
/** By then the stock client has tried; it may have given up. */
const patienceMs = 40_000;

/**
 * Tells the person when the line is down and when it is back. Web Chat itself does not say it: a tap while the
 * server is away would vanish without a sign. `reconnect` is called when waiting longer would not help.
 */
export function watchLine({ element, texts, reconnect }) {
  let socket;
  let heardAt = 0;
  let downAt;
  let isLost = false;
  let fading;

  const render = (fresh) => {
    clearTimeout(fading);
    const kind = downAt ? 'down' : isLost ? 'lost' : fresh ? 'up' : '';
    element.className = kind;
    element.textContent = kind && texts[kind];
    if (kind === 'up') fading = setTimeout(render, 4000);
  };
  const down = () => {
    downAt ??= Date.now();
    render();
  };
  const up = () => {
    const wasDown = downAt !== undefined;
    downAt = undefined;
    render(wasDown);
  };

  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      socket = this;
      const mine = (then) => () => socket === this && then();
      this.addEventListener('open', mine(hear));
      this.addEventListener('open', mine(up));
      this.addEventListener('message', mine(hear));
      this.addEventListener('close', mine(down));
    }
  };
  function hear() {
    heardAt = Date.now();
  }

  setInterval(() => {
    if (document.hidden) return;
    const now = Date.now();
    if (socket?.readyState === Native.OPEN && now - heardAt >= silenceMs) down();
    else if (downAt === undefined || now - downAt < patienceMs) return;
    downAt = now;
    reconnect();
  }, 5000);
  // A page that slept has heard nothing, and there may be something waiting to be read.
  document.addEventListener('visibilitychange', hear);
  window.addEventListener('offline', down);
  window.addEventListener('online', () => (socket?.readyState === Native.OPEN ? up() : reconnect()));

  return {
    down,
    /** A tap did not arrive. */
    lost() {
      isLost = true;
      render();
    },
    sent() {
      isLost = false;
      render();
    },
    /** What becomes of the connection that is open now no longer matters. */
    letGo() {
      socket = undefined;
    },
    quiet() {
      downAt = undefined;
      isLost = false;
      render();
    },
  };
}
