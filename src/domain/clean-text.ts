/**
 * One line of text as a person meant it: composed characters, no control or direction-changing characters,
 * single spaces, no space around it.
 */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replaceAll(unseen, ' ').replaceAll(/\s+/gu, ' ').trim();
}

/** The same over several lines: line ends become `\n`, at most one empty line in a row. */
export function cleanLines(text: string): string {
  return text
    .normalize('NFC')
    .split(/\r\n|\r|\n/u)
    .map((line) => cleanLine(line))
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

/** Controls, and the marks that reorder the text around them: they can make a label read as another. */
const unseen = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;
