import { createHash } from 'node:crypto';

/** The strictest of the limits Cosmos DB documents for an id. */
const longest = 255;

/**
 * A partition or id as Cosmos DB can hold it: ASCII without `/ \ ? # %`, never empty, and in the order of the texts'
 * code units however the database compares. Letters, digits, `-`, `:` and `_` stay; any other code unit becomes a
 * sign that stands at its place in that order and four hexadecimal digits. No two texts become the same. One that
 * would be too long ends in its SHA-256 instead, and is in order only up to there.
 */
export function encodeKey(text: string): string {
  if (text === '') return '!';
  const encoded = text.replace(/[^0-9A-Za-z:_-]/g, escape);
  return encoded.length <= longest ? encoded : `${encoded.slice(0, 180)}~~${sha256(text)}`;
}

function escape(unit: string): string {
  const sign = unit > 'z' ? '~' : (signs.find((candidate) => candidate <= unit) ?? '!');
  return sign + unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

/** One for each gap between those that stay, highest first. */
const signs = ['`', '[', ';', '.'] as const;

/** Of the code units: in UTF-8 all halves of surrogate pairs would be one. */
const sha256 = (text: string): string =>
  createHash('sha256').update(Buffer.from(text, 'utf16le')).digest('hex');
