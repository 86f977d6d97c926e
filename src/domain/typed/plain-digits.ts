/** Digits of any one decimal script as 0–9; `undefined` when two scripts are mixed, or it is none. */
export function plainDigits(written: string): string | undefined {
  const digits = Array.from(written, digitOf);
  const scripts = new Set(digits.map(({ zero }) => zero));
  return scripts.size === 1 ? digits.map(({ value }) => value).join('') : undefined;
}

/** Unicode keeps the ten digits of a script side by side, 0 first (a few scripts follow one another without a gap). */
function digitOf(character: string): { readonly value: number; readonly zero: number } {
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  const value = (code - first) % 10;
  return { value, zero: code - value };
}
