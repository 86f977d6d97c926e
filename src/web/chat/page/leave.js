const twiceWithinMs = 700;

/** The quick way out: one tap, or Escape twice. Nothing stays on the screen, and Back does not lead here. */
export function watchForLeaving({ button, end }) {
  let escapedAt = -Infinity;
  let left = false;

  const leave = () => {
    left = true;
    document.body.replaceChildren();
    try {
      end();
    } finally {
      location.replace('/leave');
    }
  };
  button.addEventListener('click', leave);
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || event.repeat) return;
      if (event.timeStamp - escapedAt < twiceWithinMs) leave();
      escapedAt = event.timeStamp;
    },
    { capture: true },
  );
  // The browser may have kept the page as it was.
  addEventListener('pageshow', () => left && location.replace('/leave'));
}
