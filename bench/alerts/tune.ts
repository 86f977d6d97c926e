export function tune(_settings: object, _say: (words: string) => void): string {
  return '';
}
