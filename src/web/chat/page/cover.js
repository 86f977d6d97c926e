/**
 * Hides the conversation, from eyes and from screen readers, after a while without a touch or a key and after
 * a while in the background. How long stands on the page's root element.
 */
export function coverWhenIdle({ room, cover, button }) {
  const { idleSeconds, awaySeconds } = document.documentElement.dataset;
  let activeAt = Date.now();
  let leftAt;
  let focused;

  const hide = () => {
    if (!cover.hidden) return;
    focused = document.activeElement;
    room.inert = true;
    cover.hidden = false;
    if (!document.hidden) button.focus();
  };
  const show = () => {
    activeAt = Date.now();
    cover.hidden = true;
    room.inert = false;
    if (focused instanceof HTMLElement && room.contains(focused)) focused.focus({ preventScroll: true });
  };

  const check = () => {
    if (Date.now() - activeAt >= idleSeconds * 1000) hide();
    if (leftAt !== undefined && Date.now() - leftAt >= awaySeconds * 1000) hide();
  };
  const active = () => {
    // A touch that comes later than the check is the one that the cover is there for.
    check();
    activeAt = Date.now();
  };
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
    addEventListener(kind, active, { capture: true, passive: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      leftAt = Date.now();
      return;
    }
    check();
    leftAt = undefined;
    if (!cover.hidden) button.focus();
  });
  addEventListener('pageshow', ({ persisted }) => persisted && hide());
  setInterval(check, Math.min(1000, Math.min(idleSeconds, awaySeconds) * 250));
  button.addEventListener('click', show);
}
