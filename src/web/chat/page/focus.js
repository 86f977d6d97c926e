const card = '.ac-adaptiveCard';
const tappable = '[role=button], button, input, select, textarea';
const written = 'select, textarea, input:not([type=checkbox], [type=radio])';
const scroller = '.webchat__basic-transcript__scrollable';
const box = '[data-id=webchat-sendbox-input]';

/**
 * A card goes when it is answered, and the focus with it: it is taken to the next one, so that whoever uses a keyboard or
 * a screen reader goes on from there. Nobody is taken out of what they went to meanwhile, and no keyboard opens on a phone.
 *
 * @param before where the focus was in a conversation that this one takes the place of
 */
export function carryFocus(element, before) {
  /** The card that was answered last, or that of which nothing is known but that there was one. */
  let answered = before === 'card' ? null : undefined;
  let toBox = before === 'box';
  let byKey = false;

  const answering = ({ target, type, key, detail }) => {
    const at = target.closest(card);
    if (!at || (type === 'keydown' && key !== 'Enter' && key !== ' ')) return;
    answered = at;
    byKey = type === 'keydown' || detail === 0;
  };
  const carry = () => {
    const isLost = !document.activeElement || document.activeElement === document.body;
    if (!isLost) return;
    if (toBox) element.querySelector(box)?.focus({ preventScroll: true });
    if (answered === undefined) return;
    const next = [...element.querySelectorAll(card)].at(-1);
    if (!next || next === answered) return;
    answered = undefined;
    const first = next.querySelector(tappable);
    const isOpeningKeys = !byKey && first?.matches(written);
    if (isOpeningKeys) next.tabIndex = -1;
    (isOpeningKeys ? next : first)?.focus({ preventScroll: true });
    // the focus holds back Web Chat's own way there
    requestAnimationFrame(() => toEnd(element));
  };
  const settled = ({ target }) => {
    toBox = false;
    if (target.closest(card) !== answered) answered = undefined;
  };

  for (const kind of ['click', 'keydown']) element.addEventListener(kind, answering, { capture: true });
  element.addEventListener('focusin', settled);
  const watching = new MutationObserver(carry);
  watching.observe(element, { childList: true, subtree: true });
  return {
    where() {
      const { activeElement } = document;
      if (activeElement?.matches(box)) return 'box';
      return answered !== undefined || activeElement?.closest(card) ? 'card' : undefined;
    },
    end: () => watching.disconnect(),
  };
}

function toEnd(element) {
  const at = element.querySelector(scroller);
  at?.scrollTo({ top: at.scrollHeight });
}
