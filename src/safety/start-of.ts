import type { Places, Signs } from './places.ts';

/**
 * Where a stretch begins that ends at `end` and is this phrase, which was matched there; a short one before a long one.
 * @returns a position in `text.signs`.
 */
export const startOf = (places: Places, end: number, text: Signs): number =>
  Math.max(0, back(places, places.length - 1, end, text, found));

const nowhere = -1;
const found = (start: number): number => start;

/** Goes back over the places up to `last`, and then on with `then`. */
function back(
  places: Places,
  last: number,
  end: number,
  text: Signs,
  then: (start: number) => number,
): number {
  const place = places[last];
  if (!place) return then(end);
  if (place.kind === 'label') {
    const stands = end > 0 && text.signs[end - 1]?.labels.has(place.label);
    return stands ? back(places, last - 1, end - 1, text, then) : nowhere;
  }
  if (place.kind === 'choice') {
    const rest = (start: number): number => back(places, last - 1, start, text, then);
    for (const each of place.of) {
      const start = back(each, each.length - 1, end, text, rest);
      if (start !== nowhere) return start;
    }
    return nowhere;
  }
  for (let from = end; from >= 0 && end - from <= place.most; from -= 1) {
    const start = back(places, last - 1, from, text, then);
    if (start !== nowhere) return start;
    if (text.begins[from]) break;
  }
  return nowhere;
}
