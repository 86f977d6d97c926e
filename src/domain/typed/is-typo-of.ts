const shortest = 5;
const letters = /^\p{L}+$/u;

/**
 * Whether the words are those of the label but for one slip (a letter missing, added, wrong, or two swapped) in
 * one word of at least five letters. The first letter must be right: `atypical` is no slip for `typical`.
 */
export function isTypoOf(typed: readonly string[], label: readonly string[]): boolean {
  if (typed.length !== label.length) return false;
  const different = typed.flatMap((word, position) => {
    const meant = label[position] ?? '';
    return word === meant ? [] : [{ word, meant }];
  });
  const [slip] = different;
  return different.length === 1 && slip !== undefined && isSlip(slip.word, slip.meant);
}

function isSlip(word: string, meant: string): boolean {
  if (!letters.test(word) || !letters.test(meant)) return false;
  const a = Array.from(word);
  const b = Array.from(meant);
  if (b.length < shortest || a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const rest = (of: readonly string[], from: number): string => of.slice(from).join('');
  if (a.length < b.length) return rest(a, same) === rest(b, same + 1);
  if (a.length > b.length) return rest(a, same + 1) === rest(b, same);
  const swapped =
    a[same] === b[same + 1] && a[same + 1] === b[same] && rest(a, same + 2) === rest(b, same + 2);
  return swapped || rest(a, same + 1) === rest(b, same + 1);
}
