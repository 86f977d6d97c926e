/** Letters that no decomposition brings to a plain one. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  // one letter, however Arabic and its neighbours write it
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ہ: 'ه',
  ک: 'ك',
  گ: 'ك',
  ڤ: 'ف',
  چ: 'ج',
  پ: 'ب',
  ء: '',
  ـ: '',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  ʻ: "'",
  '＇': "'",
};
/**
 * A text as the screen reads it: small letters without accents, Arabic vowel signs and invisible characters; wide,
 * bold and circled letters as plain ones; the digits of other scripts as 0–9. Linear in the length of the text.
 */
export const fold = (text: string): string =>
  text.includes('<') || text.includes('&') ? foldPlain(withoutMarkup(text)) : foldPlain(text);

const foldPlain = (text: string): string =>
  ascii.test(text) ? text.toLowerCase().replaceAll('`', "'") : folded(text);

const ascii = /^[\0-\x7f]*$/u;

/** What each character is folded to, filled as they are met. */
const foldedCharacters: string[] = [];
function folded(text: string): string {
  let all = '';
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    all += foldedCharacters[code] ??= foldCharacter(String.fromCodePoint(code));
    at += code > 0xff_ff ? 2 : 1;
  }
  return all;
}

const foldCharacter = (character: string): string =>
  Array.from(
    (accents[character] ?? character)
      .normalize('NFKD')
      .replaceAll(/[\p{M}\p{Cf}]+/gu, '')
      .toLowerCase()
      .replaceAll(/\p{M}+/gu, '')
      .replaceAll(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf)),
    (letter) => plain[letter] ?? letter,
  ).join('');
/** Characters that would fold to a space and a mark. */
const accents: Readonly<Record<string, string>> = { '´': "'", '＇': "'" };

/** Channels send words with markup: a handful of plain tags go, and a few entities are what they stand for. */
const withoutMarkup = (text: string): string =>
  text
    .replaceAll(
      /<\/?(?:a|at|b|blockquote|br|code|div|em|i|li|ol|p|pre|s|span|strong|u|ul)(?: [^<>]{0,300})?\/?>/giu,
      (tag) =>
        // only what looks like attributes is markup: nobody's words are to go with it
        tag.includes(' ') && !tag.includes('=') && !/ \/?>$/u.test(tag) ? tag : '',
    )
    .replaceAll(/&(?:nbsp|#160|#xa0);/giu, ' ')
    .replaceAll(/&(?:apos|#39|#x27);/giu, "'")
    .replaceAll(/&(?:quot|amp|lt|gt);/giu, ' ');
