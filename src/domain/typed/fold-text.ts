/** What changes neither letters nor their order: joiners, marks of direction, soft hyphen, the Arabic stretching stroke. */
const invisible = /[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]/g;
/** Accents and other marks above and below letters, Latin, Greek, Cyrillic and Arabic; none that crosses a letter out. */
const accents = /(\p{L})[\u0300-\u0333\u0339-\u036f\u064b-\u065f\u0670]+/gu;
/** Arabic letters that are written for one another, the Persian forms as well; the round zero of Chinese. */
const alike: Readonly<Record<string, string>> = {
  '\u0649': '\u064a',
  '\u06cc': '\u064a',
  '\u0629': '\u0647',
  '\u06a9': '\u0643',
  '\u0671': '\u0627',
  〇: '零',
};

/**
 * Brings a text to the form in which words are compared: lower case, without accents, plain quotes, hyphens
 * and spaces, full-width characters as ordinary ones. Marks on anything but letters stay, so that a digit
 * that was crossed out or boxed is not a digit.
 */
export function foldText(text: string): string {
  return text
    .replaceAll(/[，；]/g, (wide) => `${wide} `)
    .replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll(invisible, '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(accents, '$1')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll(/[\u0649\u06cc\u0629\u06a9\u0671〇]/g, (letter) => alike[letter] ?? letter)
    .replaceAll(/[\u2018\u2019\u201b\u02bc\u00b4`]/g, "'")
    .replaceAll(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
