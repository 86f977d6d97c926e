/** The server says something at least this often, if only an empty frame. */
const silenceMs = 40_000;

/**
 * Tells the person when the line is down and when it is back. Web Chat itself does not say it: a tap while the
 * server is away would vanish without a sign. `reconnect` is called when waiting longer would not help.
 */
export function watchLine({ element, texts, reconnect }) {
  let socket;
  let heardAt = 0;
  let isDown = false;
  let isLost = false;
  let fading;

  const render = (fresh) => {
    clearTimeout(fading);
    const kind = isDown ? 'down' : isLost ? 'lost' : fresh ? 'up' : '';
    element.className = kind;
    element.textContent = kind && texts[kind];
    if (kind === 'up') fading = setTimeout(render, 4000);
  };
  const down = () => {
    isDown = true;
    render();
  };
  const up = () => {
    const wasDown = isDown;
    isDown = false;
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
    if (document.hidden || socket?.readyState !== Native.OPEN) return;
    if (Date.now() - heardAt < silenceMs) return;
    down();
    reconnect();
  }, 5000);
  // A page that slept has heard nothing, and there may be something waiting to be read.
  document.addEventListener('visibilitychange', hear);
  window.addEventListener('offline', down);
  window.addEventListener('online', () => (socket?.readyState === Native.OPEN ? up() : reconnect()));

  return {
    down,
    /** A message or a tap did not arrive. */
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
      isDown = false;
      isLost = false;
      render();
    },
  };
}
