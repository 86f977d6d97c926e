import type { Places, Signs } from './places.ts';

/** A text in which a gap may have to stop. */
interface Text extends Signs {
  /** No gap reaches over these. */
  readonly apart?: readonly boolean[];
}

/**
 * The words of a phrase that was matched at `end`, without those in its gaps; a short stretch before a long one.
 * @returns positions in `text.signs`, the last first; `undefined` where a gap would have to reach over what stands apart.
 */
export function wordsOf(places: Places, end: number, text: Text): readonly number[] | undefined {
  const words: number[] = [];
  return back(places, places.length - 1, end, { text, words }, () => true) ? words : undefined;
}

interface Walk {
  readonly text: Text;
  readonly words: number[];
}

/** Goes back over the places up to `last`, and then on with `then`. */
function back(
  places: Places,
  last: number,
  end: number,
  walk: Walk,
  then: (start: number) => boolean,
): boolean {
  const { text, words } = walk;
  const place = places[last];
  if (!place) return then(end);
  if (place.kind === 'label') {
    if (end === 0 || !text.signs[end - 1]?.labels.has(place.label)) return false;
    words.push(end - 1);
    if (back(places, last - 1, end - 1, walk, then)) return true;
    words.pop();
    return false;
  }
  if (place.kind === 'choice')
    return place.of.some((each) =>
      back(each, each.length - 1, end, walk, (start) => back(places, last - 1, start, walk, then)),
    );
  for (let from = end; from >= 0 && end - from <= place.most; from -= 1) {
    if (back(places, last - 1, from, walk, then)) return true;
    // the word that the gap would take next is the first of a sentence
    if (text.begins[from - 1] || text.apart?.[from]) break;
  }
  return false;
}
