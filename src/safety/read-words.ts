/** A piece of a folded text. */
export interface Word {
  /** A run of letters and digits, with what stands inside a word (`j'en`, `k!ll`); one Chinese character; one emoji. */
  readonly text: string;
  /** What parts it from the piece before it. */
  readonly after: 'nothing' | 'pause' | 'break';
}

const kinds = ['other', 'letter', 'inside', 'alone', 'break', 'pause'] as const;
type Kind = (typeof kinds)[number];

/** What each character is; a table for the first 65,536, filled as they are met. */
const table = new Uint8Array(0x1_00_00).fill(255);
function kindOf(code: number): Kind {
  const known = table[code];
  if (known !== undefined && known !== 255) return kinds[known] ?? 'other';
  const kind = judge(String.fromCodePoint(code));
  if (code < table.length) table[code] = kinds.indexOf(kind);
  return kind;
}
function judge(character: string): Kind {
  if (/\p{Script=Han}/u.test(character)) return 'alone';
  if (/[\p{L}\p{N}]/u.test(character)) return 'letter';
  if (/['@$!|*_]/u.test(character)) return 'inside';
  if (/\p{Extended_Pictographic}/u.test(character)) return 'alone';
  if (/[.?;…。！？；\n]/u.test(character)) return 'break';
  if (/[,:，、：()[\]/–—-]/u.test(character)) return 'pause';
  return 'other';
}

/** Parts a folded text into words, one pass. */
export function readWords(folded: string): Word[] {
  const words: Word[] = [];
  let after: Word['after'] = 'nothing';
  const push = (text: string): void => {
    words.push({ text, after });
    after = 'nothing';
  };
  for (let at = 0; at < folded.length;) {
    const code = folded.codePointAt(at) ?? 0;
    const width = code > 0xff_ff ? 2 : 1;
    const kind = kindOf(code);
    const begins = kind === 'letter' || (mayBegin(code) && letterAt(folded, at + width));
    if (begins) {
      const end = endOfWord(folded, at + width);
      push(folded.slice(at, end));
      at = end;
      continue;
    }
    if (kind === 'alone') push(folded.slice(at, at + width));
    else if (kind === 'break' || code === exclamation) after = 'break';
    else if (kind === 'pause' && after === 'nothing') after = 'pause';
    at += width;
  }
  return words;
}

const exclamation = 0x21;
/** `$`, `@` and `*` stand for the first letter of a word, too. */
const mayBegin = (code: number): boolean => code === 0x24 || code === 0x40 || code === 0x2a;

const letterAt = (text: string, at: number): boolean =>
  at < text.length && kindOf(text.codePointAt(at) ?? 0) === 'letter';

/** Letters and digits, and signs as far as another letter follows them. */
function endOfWord(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    const kind = kindOf(code);
    at += code > 0xff_ff ? 2 : 1;
    if (kind === 'letter') end = at;
    else if (kind !== 'inside') break;
  }
  return end;
}
