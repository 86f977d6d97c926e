/**
 * A partition or id as it stands in a key column. SQLite compares texts by their UTF-8 bytes, which is
 * code-point order, and cannot hold half a surrogate pair; the port promises code-unit order and keeps every
 * text apart. So each code unit from U+D800 up moves to a code point of its own from U+1D800 up. Most keys
 * stay as they are.
 */
export const encodeKey = (text: string): string =>
  text.replace(/[\uD800-\uFFFF]/g, (unit) => String.fromCodePoint(0x1_00_00 + unit.charCodeAt(0)));
