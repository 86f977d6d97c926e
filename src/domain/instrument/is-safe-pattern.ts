const longestPattern = 300;
/** Of choices within a pattern, and of characters gone over for open repetitions: less than a few seconds, whatever is typed. */
const mostWays = 100_000;
const mostSteps = 500_000_000;

/**
 * A JavaScript pattern without anything that may go back over the same characters again and again: no repeated groups
 * that hold a repetition or a choice, no references back, no looking around, at most two open repetitions, and no more
 * ways through the longest text than can be tried in a moment.
 * @param anywhere it is looked for within the text, and not to be all of it
 */
export function isSafePattern(
  pattern: string,
  maxLength: number,
  { anywhere = false }: { readonly anywhere?: boolean } = {},
): boolean {
  if (pattern.length > longestPattern || !compiles(pattern)) return false;
  // what is escaped, and sets of characters, stand for one character each
  const plain = pattern
    .replaceAll(/\\[pP]\{[^}]*\}/gu, 'x')
    .replaceAll(/\\[1-9k]/gu, '(?=')
    .replaceAll(/\\./gu, 'x')
    .replaceAll(/\[[^\]]*\]/gu, 'x');
  if (/\(\?[=!<]/u.test(plain)) return false;
  const open = plain.match(/[*+]|\{\d+,\}|\{\d+,\d{3,}\}|\{\d{3,}/gu) ?? [];
  const ways = waysThrough(plain);
  const rounds = open.length + (anywhere && !pattern.startsWith('^') ? 1 : 0);
  if (ways > mostWays || ways * maxLength ** rounds > mostSteps) return false;
  return open.length <= 2 && !repeatsRepetition(plain);
}

/** In how many ways a text may be tried at most, open repetitions left out: what each choice has, times all the others. */
function waysThrough(plain: string): number {
  let ways = 1;
  const alternatives = [1];
  for (const [sign, least, most] of plain.replaceAll('(?:', '(').matchAll(/[(|)?]|\{(\d+),(\d+)\}/gu)) {
    if (sign === '(') alternatives.push(1);
    else if (sign === '|') alternatives.push((alternatives.pop() ?? 1) + 1);
    else if (sign === ')') ways *= alternatives.pop() ?? 1;
    else if (sign === '?') ways *= 2;
    else ways *= Number(most) - Number(least) + 1;
  }
  return ways * (alternatives[0] ?? 1);
}

function repeatsRepetition(plain: string): boolean {
  // innermost groups first: one that is repeated and holds a repetition or a choice is refused, any other is one character
  const group = /\((?:\?:)?([^()]*)\)([*+?{]?)/u;
  let rest = plain;
  for (let found = group.exec(rest); found; found = group.exec(rest)) {
    const [whole, inside = '', after = ''] = found;
    const holds = /[*+{|?]/u.test(inside);
    if (holds && after !== '' && after !== '?') return true;
    rest = rest.replace(whole, () => (holds ? `x?${after}` : `x${after}`));
  }
  return false;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}
