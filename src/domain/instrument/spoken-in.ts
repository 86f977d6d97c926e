/**
 * Which of these languages a client who speaks `language` reads: the very same, else the same one of another place, in
 * the same script (`es-ES` for `es`, `zh-CN` for `zh-Hans`, never `zh-TW`); `undefined` where there is none.
 */
export function spokenIn(language: string, offered: readonly string[]): string | undefined {
  if (offered.includes(language)) return language;
  return offered.find((one) => writtenAs(one) === writtenAs(language) && writtenAs(one) !== '');
}

/** Language and script; empty where the tag is none. */
function writtenAs(tag: string): string {
  const before = known.get(tag);
  if (before !== undefined) return before;
  const found = likely(tag);
  known.set(tag, found);
  return found;
}
const known = new Map<string, string>();

function likely(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language} ${script ?? ''}`;
  } catch {
    return '';
  }
}
