import type { Progress } from '../state/moving/progress.ts';
import type { Output } from './output.ts';

/** Milliseconds between two lines about one collection. */
const pauseMs = 1000;

/** Says how far it has come: at most once a second, and when a collection is through. */
export function showProgress(output: Output, now: () => number = () => performance.now()): Progress {
  let key = '';
  let begun = 0;
  let said = 0;
  return ({ doing, collection, count, of, done }) => {
    const at = now();
    if (key !== `${doing} ${collection}`) {
      key = `${doing} ${collection}`;
      begun = said = at;
    }
    if (done ? count === 0 : at - said < pauseMs) return;
    said = at;
    const share = of && !done ? ` of ${number(of)} (${Math.min(99, Math.floor((100 * count) / of))} %)` : '';
    const seconds = (at - begun) / 1000;
    const pace = seconds >= 1 ? `, ${number(Math.round(count / seconds))} a second` : '';
    const text = `${collection}: ${number(count)}${share} ${doing}${pace}`;
    if (done || !output.over) output.line(text);
    else output.over(text);
  };
}

export const number = (count: number): string => count.toLocaleString('en');
