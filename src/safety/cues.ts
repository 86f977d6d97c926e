const han = /^\p{Script=Han}$/u;
const arabic = /^\p{Script=Arabic}+$/u;
/** One Chinese character. */
export const isHan = (word: string): boolean => han.test(word);
/** Letters of the beginnings that stand for a longer word: `swal*`, `swall*`, `swallo*`. */
const beginnings = [4, 5, 6] as const;
/** Most Chinese characters in a row. */
const longestRun = 4;
/** Arabic particles that are written on to a word, the longer before the shorter. */
const particles = ['وال', 'بال', 'فال', 'هال', 'ال', 'لل', 'وب', 'وس', 'و', 'ف', 'ب', 'ل', 'ك', 'س'];

/** What a word is weighed by: itself, without an Arabic particle, and its beginnings. */
export function cuesOfWord(word: string): readonly string[] {
  const bare = withoutParticle(word);
  const forms = bare === undefined ? [word] : [word, bare];
  return forms.flatMap((form) => [
    form,
    ...beginnings.flatMap((letters) => (form.length > letters ? [`${form.slice(0, letters)}*`] : [])),
  ]);
}

function withoutParticle(word: string): string | undefined {
  if (!arabic.test(word)) return undefined;
  const particle = particles.find((each) => word.startsWith(each) && word.length > each.length + 2);
  return particle === undefined ? undefined : word.slice(particle.length);
}

/** What words in a row are weighed by, that begin at a place: two words; of Chinese, up to four characters. */
export function cuesInARow(words: readonly string[], at: number): readonly string[] {
  const [word = '', next] = [words[at], words[at + 1]];
  if (next === undefined) return [];
  if (!isHan(word) || !isHan(next)) return [`${word} ${next}`];
  const cues = [word + next];
  for (let end = at + 2; end < at + longestRun; end += 1) {
    const more = words[end];
    if (more === undefined || !isHan(more)) break;
    cues.push(`${cues.at(-1) ?? ''}${more}`);
  }
  return cues;
}

/** The words of a cue in a row; a single word is one. */
export const partsOfCue = (cue: string): readonly string[] => {
  const characters = Array.from(cue);
  return characters.every(isHan) ? characters : cue.split(' ');
};

/** All that a few words are weighed by, each once. @param words folded, in their order. */
export const cuesOf = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word, at) => [...cuesOfWord(word), ...cuesInARow(words, at)]));
