/** The beginning of a text for a message, which no channel takes at any length; `…` says that there is more. */
export function shorten(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
